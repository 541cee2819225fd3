package io.synscope.wire;

import java.nio.ByteBuffer;

/**
 * A DNS message over UDP: its question and the addresses that answer it, RFC 1035 4. Reused.
 *
 * <pre>
 *  0    2       4           6         8           10           12
 * +----+-------+-----------+---------+-----------+------------+-----------------------------
 * | id | flags | questions | answers | authority | additional | question, then records
 * +----+-------+-----------+---------+-----------+------------+-----------------------------
 * </pre>
 */
public final class DnsMessage {
  /** The port that DNS servers answer on. */
  public static final int PORT = 53;

  /** Question type of IPv4 addresses. */
  public static final int A = 1;

  /** Question type of IPv6 addresses. */
  public static final int AAAA = 28;

  private static final int FLAGS_OFFSET = 2;
  private static final int QUESTIONS_OFFSET = 4;
  private static final int ANSWERS_OFFSET = 6;
  private static final int HEADER_LENGTH = 12;

  private static final int RESPONSE = 0x8000;
  private static final int OPCODE = 0x7800;
  private static final int RESPONSE_CODE = 0xf;

  private static final int TYPE_AND_CLASS = 4;
  private static final int RECORD_DATA_LENGTH_OFFSET = 8; // behind type, class and TTL
  private static final int RECORD_HEADER_LENGTH = 10;

  private static final int MAX_ADDRESSES = 32;
  private static final int MAX_RECORDS = 256;

  private final long[] addresses = new long[2 * MAX_ADDRESSES];
  private final DnsName name = new DnsName();
  private int id;
  private int flags;
  private int questionType;
  private int addressCount;

  /** A message of zeros; {@link #wrap(Packet)} gives it content. */
  public DnsMessage() {}

  /**
   * {@return whether this UDP packet carries a DNS message with one question; if not, the accessors
   * say nothing}
   */
  public boolean wrap(Packet packet) {
    return packet.kind == PacketKind.UDP
        && wrap(packet.bytes, packet.payloadOffset, packet.payloadOffset + packet.payloadCaptured);
  }

  /**
   * {@return whether these bytes are a DNS message with one question; if not, the accessors say
   * nothing}
   */
  public boolean wrap(ByteBuffer bytes, int offset, int limit) {
    addressCount = 0;
    questionType = 0;
    name.clear();
    if (limit - offset < HEADER_LENGTH) {
      return false;
    }
    id = bytes.getShort(offset) & 0xffff;
    flags = bytes.getShort(offset + FLAGS_OFFSET) & 0xffff;
    int questions = bytes.getShort(offset + QUESTIONS_OFFSET) & 0xffff;
    if ((flags & OPCODE) != 0 || questions != 1) {
      return false;
    }
    int behindName = name.read(bytes, offset, offset + HEADER_LENGTH, limit);
    if (behindName < 0 || limit - behindName < TYPE_AND_CLASS) {
      return false;
    }
    questionType = bytes.getShort(behindName) & 0xffff;
    int answers = Math.min(bytes.getShort(offset + ANSWERS_OFFSET) & 0xffff, MAX_RECORDS);
    readAnswers(bytes, behindName + TYPE_AND_CLASS, limit, answers);
    return true;
  }

  /** {@return the number that ties a response to its query} */
  public int id() {
    return id;
  }

  /** {@return whether this answers a query} */
  public boolean isResponse() {
    return (flags & RESPONSE) != 0;
  }

  /** {@return 0 no error, 2 server failure, 3 no such name, 5 refused; RFC 1035 4.1.1} */
  public int responseCode() {
    return flags & RESPONSE_CODE;
  }

  /** {@return the type asked for, such as {@link #A}} */
  public int questionType() {
    return questionType;
  }

  /**
   * {@return the name asked for, without the dot at its end; bytes that are no printable ASCII are
   * escaped as {@code \DDD}}
   */
  public String questionName() {
    return name.toString();
  }

  /** {@return how many addresses the answer holds; at most 32 are read} */
  public int addressCount() {
    return addressCount;
  }

  /** {@return upper half of an address of the answer, 0 where there is no such address} */
  public long addressHigh(int index) {
    return index >= 0 && index < addressCount ? addresses[2 * index] : 0;
  }

  /**
   * {@return lower half of an address of the answer, IPv4 mapped as in {@link Packet#sourceLow()}}
   */
  public long addressLow(int index) {
    return index >= 0 && index < addressCount ? addresses[2 * index + 1] : 0;
  }

  private void readAnswers(ByteBuffer bytes, int from, int limit, int answers) {
    int at = from;
    for (int i = 0; i < answers; i++) {
      at = DnsName.skip(bytes, at, limit);
      if (at < 0 || limit - at < RECORD_HEADER_LENGTH) {
        return;
      }
      int type = bytes.getShort(at) & 0xffff;
      int length = bytes.getShort(at + RECORD_DATA_LENGTH_OFFSET) & 0xffff;
      at += RECORD_HEADER_LENGTH;
      if (limit - at < length) {
        return;
      }
      if (type == A && length == Integer.BYTES) {
        add(0, Ipv4.MAPPED | bytes.getInt(at) & 0xffff_ffffL);
      } else if (type == AAAA && length == 2 * Long.BYTES) {
        add(bytes.getLong(at), bytes.getLong(at + Long.BYTES));
      }
      at += length;
    }
  }

  private void add(long high, long low) {
    if (addressCount < MAX_ADDRESSES) {
      addresses[2 * addressCount] = high;
      addresses[2 * addressCount + 1] = low;
      addressCount++;
    }
  }
}
