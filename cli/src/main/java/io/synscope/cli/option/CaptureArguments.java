package io.synscope.cli.option;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * The words after {@code analyze} and {@code correlate}: captures, and behind them a filter
 * expression as tcpdump has it.
 *
 * @param captures files, directories, or -
 * @param expression for libpcap; empty for none
 */
public record CaptureArguments(List<String> captures, String expression) {
  private static final Pattern FIRST_WORD = Pattern.compile("[!( \\\\]*([a-z0-9]+)");

  /** The words with which an expression begins; pcap-filter(7). */
  private static final Set<String> PRIMITIVES =
      Set.of(
          "host",
          "net",
          "port",
          "portrange",
          "src",
          "dst",
          "gateway",
          "proto",
          "tcp",
          "udp",
          "sctp",
          "icmp",
          "icmp6",
          "igmp",
          "ip",
          "ip6",
          "arp",
          "rarp",
          "ether",
          "link",
          "vlan",
          "mpls",
          "geneve",
          "vxlan",
          "pppoes",
          "broadcast",
          "multicast",
          "inbound",
          "outbound",
          "ifname",
          "less",
          "greater",
          "len",
          "not",
          "esp",
          "ah",
          "type",
          "subtype",
          "dir");

  /**
   * Tells captures and expression apart.
   *
   * @param words all of them
   * @param behindDashes how many stand behind {@code --}
   */
  public static CaptureArguments of(List<String> words, int behindDashes) {
    int files = words.size();
    if (behindDashes > 0 && behindDashes < words.size()) {
      files -= behindDashes;
    } else {
      for (int i = words.size() - 1; i > 0; i--) {
        files = beginsExpression(words.get(i)) ? i : files;
      }
    }
    return new CaptureArguments(
        words.subList(0, files), String.join(" ", words.subList(files, words.size())));
  }

  /**
   * Tells captures and expression apart.
   *
   * @param words all of them
   * @param command whose words they are, as it was typed
   */
  public static CaptureArguments of(List<String> words, CommandLine command) {
    List<String> given = command.getParseResult().originalArgs();
    int dashes = given.indexOf("--");
    return of(words, dashes < 0 ? 0 : given.size() - dashes - 1);
  }

  private static boolean beginsExpression(String word) {
    Matcher first = FIRST_WORD.matcher(word);
    boolean whole = first.lookingAt() && !word.startsWith(".", first.end());
    return word.equals("!") || word.equals("(") || whole && PRIMITIVES.contains(first.group(1));
  }
}
