package io.synscope.testkit.script;

import io.synscope.testkit.packet.IpHeader;
import io.synscope.testkit.packet.TcpSegment;

/**
 * A segment as it went out, remembered for labels, repetitions and quotations.
 *
 * @param from who sent it
 * @param to to whom
 * @param ip its IP header
 * @param tcp its TCP header and data
 * @param flags in tcpdump's letters
 * @param relative its sequence number, from the sender's SYN
 * @param value its TSval; 0 without one
 * @param timestamped whether it bears timestamps
 * @param draft what the script said
 */
record Sent(
    Corner from,
    Corner to,
    IpHeader ip,
    TcpSegment tcp,
    String flags,
    long relative,
    int value,
    boolean timestamped,
    Draft draft) {

  boolean has(char flag) {
    return flags.indexOf(flag) >= 0;
  }

  /** {@return SEG.LEN: data, and one each for SYN and FIN} */
  long length() {
    return (long) tcp.payload().length + (has('S') ? 1 : 0) + (has('F') ? 1 : 0);
  }

  byte[] packet() {
    return tcp.in(ip);
  }

  Sent withHopLimit(int hopLimit) {
    IpHeader moved =
        new IpHeader(
            ip.source(), ip.destination(), hopLimit, ip.identification(), ip.dontFragment());
    return new Sent(from, to, moved, tcp, flags, relative, value, timestamped, draft);
  }
}
