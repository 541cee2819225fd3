package io.synscope.testkit.script;

import io.synscope.testkit.packet.IcmpError;
import io.synscope.testkit.packet.IpHeader;
import io.synscope.testkit.packet.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plays packet lines: keeps the connections and collects the frames that the capture point sees.
 */
final class Stage {
  /** 2026-01-01T00:00:00Z. */
  static final long EPOCH_NANOS = 1_767_225_600_000_000_000L;

  private final Setting setting;
  private final Map<String, Connection> connections = new HashMap<>();
  private final Map<String, Sent> labelled = new HashMap<>();
  private final Map<String, Sent> lastTo = new HashMap<>();
  private final List<ScriptFrame> frames = new ArrayList<>();
  private @Nullable Sent lastSent;

  Stage(Setting setting) {
    this.setting = setting;
  }

  List<ScriptFrame> frames() {
    return frames;
  }

  /** Plays what one line says after its time. */
  void play(long nanos, Words words) {
    Corner from = setting.corner(words);
    if (!words.accept(">")) {
      throw words.wrong("expected HOST > HOST");
    }
    Corner to = setting.corner(words);
    String action = words.next("flags or action");
    switch (action) {
      case "handshake" -> handshake(nanos, from, to, words);
      case "ask" -> ask(nanos, from, to, words);
      case "close" -> close(nanos, from, to, words);
      case "again" -> repeat(nanos, from, to, words);
      case "copy" -> copy(nanos, words);
      case "icmp" -> icmp(nanos, from, to, words);
      case "arp" -> arp(nanos, from, to, words);
      default -> send(nanos, from, to, new Draft(action, words).read());
    }
  }

  private Connection between(Corner from, Corner to) {
    String key =
        from.key().compareTo(to.key()) < 0
            ? from.key() + " " + to.key()
            : to.key() + " " + from.key();
    return connections.computeIfAbsent(key, unused -> new Connection(from, to, setting, labelled));
  }

  private void send(long nanos, Corner from, Corner to, Draft draft) {
    Sent sent = between(from, to).send(draft, from, to, nanos);
    remember(draft.label, sent);
    lastTo.put(to.host().name(), sent);
    lastTo.put(from.host().name() + "<", sent);
    if (!draft.unseen) {
      emit(nanos, sent.packet(), from.host().capturing(), draft);
    }
    lastSent = sent;
  }

  private void remember(String label, Sent sent) {
    if (!label.isEmpty()) {
      labelled.put(label, sent);
    }
  }

  private Sent labelled(String label, Words words) {
    Sent sent = labelled.get(label);
    if (sent == null) {
      throw words.wrong("no packet is called " + label);
    }
    return sent;
  }

  /** The three packets of RFC 9293 figure 6, as far apart as they are at the capture point. */
  private void handshake(long nanos, Corner from, Corner to, Words words) {
    words.end();
    send(nanos, from, to, new Draft("S", words));
    send(nanos + thither(), to, from, new Draft("S.", words));
    send(nanos + setting.roundTripNanos, from, to, new Draft(".", words));
  }

  /** Request, reply after the server's time, acknowledgment. */
  private void ask(long nanos, Corner from, Corner to, Words words) {
    Draft request = new Draft("P.", words);
    request.payload.readAll(words);
    Draft reply = new Draft("P.", words);
    long serverNanos = 50_000;
    if (words.accept("answer")) {
      reply.payload.readAll(words);
    }
    if (words.accept("after")) {
      serverNanos = words.nanos("server's time");
    }
    words.end();
    send(nanos, from, to, request);
    if (reply.payload.length() > 0) {
      send(nanos + thither() + serverNanos, to, from, reply);
      send(nanos + setting.roundTripNanos + serverNanos, from, to, new Draft(".", words));
    }
  }

  private void close(long nanos, Corner from, Corner to, Words words) {
    words.end();
    send(nanos, from, to, new Draft("F.", words));
    send(nanos + thither(), to, from, new Draft("F.", words));
    send(nanos + setting.roundTripNanos, from, to, new Draft(".", words));
  }

  /** {@return how long the capture point waits for the server's answer to a packet it saw pass} */
  private long thither() {
    return switch (setting.vantage) {
      case CLIENT -> setting.roundTripNanos - 10_000;
      case SERVER -> 10_000;
      default -> setting.roundTripNanos / 2;
    };
  }

  /** The last segment with a SYN, data or a FIN once more, with a new number, clock and ACK. */
  private void repeat(long nanos, Corner from, Corner to, Words words) {
    Sent last = between(from, to).last(from);
    Sent first = last;
    if (!words.peek().isEmpty() && labelled.containsKey(words.peek())) {
      first = labelled(words.next("label"), words);
    }
    if (first == null) {
      throw words.wrong("nothing was sent that could be sent again");
    }
    Draft draft = new Draft(first.flags(), words);
    draft.sequence = first.has('S') ? first.tcp().sequence() & 0xFFFFFFFFL : first.relative();
    draft.options = first.has('S') ? first.draft().options : null;
    draft.read();
    if (draft.payload.length() == 0) {
      draft.payload = first.draft().payload;
    }
    send(nanos, from, to, draft);
  }

  /** The same bytes once more: a second capture point, a mirror port, a network that duplicates. */
  private void copy(long nanos, Words words) {
    Sent original = lastSent;
    if (labelled.containsKey(words.peek())) {
      original = labelled(words.next("label"), words);
    }
    if (original == null) {
      throw words.wrong("nothing to copy");
    }
    Draft draft = new Draft("copy", words).read();
    Sent copy = draft.hopLimit == null ? original : original.withHopLimit(draft.hopLimit);
    remember(draft.label, copy);
    emit(nanos, copy.packet(), original.from().host().capturing(), draft);
  }

  private void icmp(long nanos, Corner from, Corner to, Words words) {
    String[] numbers = words.next("type/code").split("/");
    if (numbers.length != 2) {
      throw words.wrong("ICMP is written TYPE/CODE");
    }
    Draft draft = new Draft("icmp", words).read();
    Sent quoted =
        draft.about != null ? labelled(draft.about, words) : lastTo.get(to.host().name() + "<");
    if (quoted == null) {
      throw words.wrong("nothing to quote");
    }
    int type = (int) words.sum(numbers[0], "type");
    int code = (int) words.sum(numbers[1], "code");
    int ttl = draft.hopLimit != null ? draft.hopLimit : from.host().hopLimit();
    IpHeader ip = new IpHeader(from.host().address(), to.host().address(), ttl, 0, false);
    byte[] packet = new IcmpError(type, code, draft.mtu, quoted.packet()).in(ip);
    emit(nanos, packet, from.host().capturing(), draft);
  }

  private void arp(long nanos, Corner from, Corner to, Words words) {
    Draft draft = new Draft("arp", words).read();
    if (setting.link != Link.ETHERNET || setting.ipv6) {
      throw words.wrong("ARP needs Ethernet and IPv4");
    }
    add(nanos, Link.whoHas(to.host().address(), from.host().address()), draft);
  }

  private void emit(long nanos, byte[] packet, boolean sent, Draft draft) {
    byte[] inner = draft.tunnel == null ? packet : draft.tunnel.around(packet, draft.tunnelId);
    byte[] frame =
        draft.vlans.isEmpty()
            ? setting.link.frame(inner, sent, draft.device)
            : Link.ethernet(inner, sent, draft.vlans);
    add(nanos, frame, draft);
  }

  private void add(long nanos, byte[] frame, Draft draft) {
    byte[] kept = Arrays.copyOf(frame, Math.min(frame.length, setting.snapLength));
    frames.add(
        new ScriptFrame(EPOCH_NANOS + nanos, kept, frame.length, draft.label, draft.words.line()));
  }
}
