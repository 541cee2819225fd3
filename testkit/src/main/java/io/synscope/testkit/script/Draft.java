package io.synscope.testkit.script;

import io.synscope.testkit.packet.Checksumming;
import io.synscope.testkit.packet.Tunnel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a line says of one packet; what it leaves out, the connection fills in. */
final class Draft {
  final String flags;
  final Words words;
  @Nullable Long sequence;
  @Nullable Long acknowledgment;
  @Nullable Integer window;
  @Nullable Integer hopLimit;
  @Nullable Integer identification;
  @Nullable Checksumming checksumming;
  @Nullable Options options;
  @Nullable String echoOf;
  @Nullable String about;
  String label = "";
  Payload payload = new Payload();
  long lateNanos;
  boolean lost;
  boolean unseen;
  boolean live;
  boolean fragmentable;
  int mtu;
  int device = 2;
  int tunnelId = 1;
  @Nullable Tunnel tunnel;
  final List<Integer> vlans = new ArrayList<>();

  Draft(String flags, Words words) {
    this.flags = flags;
    this.words = words;
  }

  /** Reads the rest of the line. */
  Draft read() {
    while (words.more()) {
      if (!payload.read(words) && !header(words.next("word"))) {
        throw words.wrong("the packet's description is not understood");
      }
    }
    return this;
  }

  private boolean header(String word) {
    switch (word) {
      case "seq" -> sequence = words.number("sequence number");
      case "ack" -> acknowledgment = words.number("acknowledgment number");
      case "win" -> window = (int) words.number("window");
      case "ttl" -> hopLimit = (int) words.number("TTL");
      case "id" -> identification = (int) words.number("IP identification");
      case "csum" -> checksumming = words.oneOf(Checksumming.class, "checksum");
      case "ecr" -> echoOf = words.next("label whose timestamp is echoed");
      case "as" -> label = words.next("label");
      case "late" -> lateNanos = words.nanos("how long it was on its way");
      case "lost" -> lost = true;
      case "unseen" -> unseen = true;
      case "live" -> live = true;
      default -> {
        return rest(word);
      }
    }
    return true;
  }

  private boolean rest(String word) {
    switch (word) {
      case "quoting" -> about = words.next("label of the quoted packet");
      case "mtu" -> mtu = (int) words.number("MTU of the next hop");
      case "dev" -> device = (int) words.number("interface index");
      case "vlan" -> vlans.add((int) words.number("VLAN"));
      case "gre" -> tunnel = Tunnel.GRE;
      case "ipip" -> tunnel = Tunnel.IPIP;
      case "vxlan" -> {
        tunnel = Tunnel.VXLAN;
        tunnelId = (int) words.number("VXLAN network identifier");
      }
      case "df" -> fragmentable = words.next("on or off").equals("off");
      default -> {
        if (!word.startsWith("<")) {
          throw words.wrong("not understood: " + word);
        }
        options = Options.parse(word);
      }
    }
    return true;
  }
}
