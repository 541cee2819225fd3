package io.synscope.resp;

/**
 * A command: what it costs and how it is answered.
 *
 * @param id index in {@link Commands}
 * @param name upper case, with its subcommand where it is part of a container: {@code CLIENT LIST}
 * @param access what it does to the data
 * @param firstKey index of the first key among the arguments; 0 when there is none
 * @param work what its duration grows with
 * @param replies bit set of {@link ReplyShape}s that a good reply may have
 * @param manner what is special about its reply
 * @param container whether the next word names a subcommand
 * @param growsWith the same in words; empty when {@code work} is NONE
 * @param remedy what to do when it holds the event loop; empty when {@code work} is NONE
 */
public record Command(
    int id,
    String name,
    Access access,
    int firstKey,
    Work work,
    int replies,
    Manner manner,
    boolean container,
    String growsWith,
    String remedy) {

  /** What a command does to the data. */
  public enum Access {
    /** Reads. */
    READ,
    /** Writes. */
    WRITE,
    /** Neither. */
    NEITHER
  }

  /** What the duration of a command grows with, least dangerous first. */
  public enum Work {
    /** Nothing to speak of. */
    NONE,
    /** Its arguments. */
    ARGUMENTS,
    /** The values of its keys. */
    VALUES,
    /** A script's or a transaction's content. */
    SCRIPT,
    /** The whole data set. */
    DATA_SET,
    /** It pauses the server by design. */
    PAUSE
  }

  /** How a command departs from one request, one prompt reply. */
  public enum Manner {
    /** It does not. */
    PLAIN,
    /** It waits by design: BLPOP, WAIT. */
    BLOCKING,
    /** It waits when told to: XREAD with BLOCK. */
    BLOCKING_IF_TOLD,
    /** One confirmation for each channel, then messages. */
    SUBSCRIBE,
    /** One confirmation for each channel. */
    UNSUBSCRIBE,
    /** No reply when it succeeds: SHUTDOWN. */
    NO_REPLY,
    /** It makes this a replication link: PSYNC. */
    REPLICATION
  }

  /** {@return whether an error aside, the server may answer with a value of this shape} */
  public boolean mayReply(ReplyShape shape) {
    return (replies & shape.bit()) != 0;
  }
}
