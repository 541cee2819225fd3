package io.synscope.cli.render.text;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.synscope.finding.Finding;
import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import io.synscope.observation.FrameId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A finding's packets in Wireshark's display-filter language (4.0 and newer). */
final class DisplayFilter {
  private static final int CLIENTS_NAMED = 8;
  private static final int FRAMES_NAMED = 40;

  private DisplayFilter() {}

  /** {@return the listener's connections with the clients that it hit} */
  static Optional<String> connections(Finding finding) {
    return finding
        .server()
        .filter(Place::known)
        .map(server -> place(server.address(), List.of(server)) + clients(finding));
  }

  private static String clients(Finding finding) {
    Map<Address, List<Endpoint>> byAddress =
        new TreeMap<>(
            finding.clients().stream().filter(Place::known).collect(groupingBy(Endpoint::address)));
    boolean some = finding.clientCount() > finding.clients().size();
    if (byAddress.isEmpty() || byAddress.size() > CLIENTS_NAMED || some) {
      return "";
    }
    String either =
        byAddress.entrySet().stream()
            .map(entry -> place(entry.getKey(), entry.getValue()))
            .collect(joining(") || ("));
    return byAddress.size() == 1 ? " && " + either : " && ((" + either + "))";
  }

  private static String place(Address address, List<Endpoint> endpoints) {
    String ports =
        endpoints.stream()
            .map(Endpoint::port)
            .distinct()
            .map(String::valueOf)
            .collect(joining(", "));
    return (address.isV4() ? "ip.addr == " : "ipv6.addr == ")
        + address
        + (ports.contains(",") ? " && tcp.port in {" + ports + "}" : " && tcp.port == " + ports);
  }

  /** {@return the frames that it names, a filter for each file} */
  static Map<Integer, String> frames(Finding finding) {
    return finding.evidence().stream()
        .flatMap(evidence -> evidence.frames().stream())
        .distinct()
        .sorted()
        .collect(
            groupingBy(
                FrameId::file, TreeMap::new, collectingAndThen(toList(), DisplayFilter::numbers)));
  }

  private static String numbers(List<Long> frames) {
    return frames.stream()
        .limit(FRAMES_NAMED)
        .map(frame -> String.valueOf(FrameId.number(frame)))
        .collect(joining(", ", "frame.number in {", "}"));
  }
}
