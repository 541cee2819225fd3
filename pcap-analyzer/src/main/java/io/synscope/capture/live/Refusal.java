package io.synscope.capture.live;

import java.util.Locale;

/** Why an interface cannot be captured, in words that help. */
final class Refusal {
  private static final String WAYS =
      "; three ways: sudo synscope capture ..., or as yourself with that one capability: sudo setpriv"
          + " --reuid=$USER --regid=$(id -g) --init-groups --inh-caps=+net_raw --ambient-caps=+net_raw"
          + " synscope capture ... (a java with file capabilities, setcap, does not start: see"
          + " synscope help privileges), or: sudo tcpdump -i {device} -s 2048 -U -w - | synscope analyze -";

  private Refusal() {}

  static LiveException of(String device, String expression, Exception failure) {
    String words = String.valueOf(failure.getMessage());
    String lower = words.toLowerCase(Locale.ROOT);
    if (lower.contains("permi")) {
      return new LiveException(
          "capturing on " + device + " needs CAP_NET_RAW" + WAYS.replace("{device}", device),
          failure);
    }
    if (lower.contains("no such device") || lower.contains("doesn't exist")) {
      return new LiveException(
          device + ": no such interface; synscope interfaces lists them", failure);
    }
    if (lower.contains("not up") || lower.contains("is down")) {
      return new LiveException(
          device + ": the interface is down; ip link set " + device + " up", failure);
    }
    if (lower.contains("pcap_compile")) {
      return new LiveException(
          "\""
              + expression
              + "\" is no filter for "
              + device
              + ": "
              + words.replaceFirst(".*pcap_compile: ", "")
              + "; see man pcap-filter",
          failure,
          true);
    }
    return new LiveException(
        device
            + (expression.isEmpty() ? "" : " with filter \"" + expression + "\"")
            + ": "
            + words
            + "; synscope interfaces lists interfaces",
        failure);
  }

  static LiveException withoutLibpcap(LinkageError failure) {
    return new LiveException(
        "live capture needs libpcap, which is not installed here (apt-get install libpcap0.8);"
            + " without it: tcpdump -s 2048 -U -w - | synscope analyze -",
        failure);
  }
}
