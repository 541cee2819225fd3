package io.synscope.testing;

import io.synscope.observation.ChecksumForm;
import io.synscope.observation.Conversation;
import io.synscope.observation.Ending;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.IdleGap;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.SentHalf;
import io.synscope.observation.WireSight;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A connection's life after its handshake; times are seconds after the capture began. */
public final class WireBuilder {
  private final WireSight base;
  private final List<Reset> resets;
  private final List<IcmpReport> icmp;
  private SentHalf client;
  private SentHalf server;
  private IdleGap idle = IdleGap.NONE;
  private Ending ending;
  private Conversation talk;

  WireBuilder(WireSight base) {
    this.base = base;
    client = base.fromClient();
    server = base.fromServer();
    ending = base.ending();
    talk = base.conversation();
    resets = new ArrayList<>(base.resets());
    icmp = new ArrayList<>(base.icmp());
  }

  /** What the client sent. */
  public WireBuilder client(UnaryOperator<HalfBuilder> change) {
    client = change.apply(new HalfBuilder(client)).build();
    return this;
  }

  /** What the server sent. */
  public WireBuilder server(UnaryOperator<HalfBuilder> change) {
    server = change.apply(new HalfBuilder(server)).build();
    return this;
  }

  /** What was said. */
  public WireBuilder talk(UnaryOperator<TalkBuilder> change) {
    talk = change.apply(new TalkBuilder()).build();
    return this;
  }

  /** Both were silent from then to then, and the client spoke first. */
  public WireBuilder idle(double from, double to, boolean answered) {
    Moment next = Sightings.moment(to);
    Moment last = Sightings.moment(from);
    idle = new IdleGap(next.since(last), last, next, Party.CLIENT, answered);
    return this;
  }

  /** A FIN of that end, some time after the last data. */
  public WireBuilder closed(Party by, double at, double lastSpoken) {
    ending = new Ending(Ending.How.CLOSED, by, Sightings.moment(at), Sightings.moment(lastSpoken));
    return this;
  }

  /** A RST ends it. */
  public WireBuilder reset(
      Party from, Reset.Form form, Reset.Provocation answers, int hopLimit, double at) {
    int window = form == Reset.Form.SOCKET_ABORT ? 63 : 0;
    resets.add(
        new Reset(
            Sightings.moment(at),
            from,
            form,
            hopLimit,
            window,
            answers,
            100_000,
            ChecksumForm.VALID,
            ""));
    if (ending.how() == Ending.How.OPEN) {
      ending = new Ending(Ending.How.RESET, from, Sightings.moment(at), Moment.NONE);
    } else {
      ending = new Ending(Ending.How.RESET, ending.by(), ending.at(), ending.lastSpoken());
    }
    return this;
  }

  /** An ICMP message about it. */
  public WireBuilder icmp(IcmpReport report) {
    icmp.add(report);
    return this;
  }

  WireSight build() {
    return new WireSight(base.handshake(), client, server, resets, icmp, idle, ending, talk);
  }
}
