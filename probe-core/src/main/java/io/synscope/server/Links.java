package io.synscope.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a server stands with its primary or its replicas, by its INFO. */
final class Links {
  private static final int MOST = 32;

  private Links() {}

  static List<String> of(Map<String, String> info) {
    List<String> lines = new ArrayList<>();
    String role = info.getOrDefault("role", "");
    if (role.equals("slave")) {
      lines.add(
          "replica of %s:%s, link %s"
              .formatted(
                  info.getOrDefault("master_host", "?"),
                  info.getOrDefault("master_port", "?"),
                  info.getOrDefault("master_link_status", "?")));
    } else if (role.equals("master")) {
      lines.add("primary with " + info.getOrDefault("connected_slaves", "0") + " replicas");
    }
    String replica = info.get("slave0");
    for (int i = 1; replica != null && i < MOST; i++) {
      lines.add("replica " + replica.replace(',', ' '));
      replica = info.get("slave" + i);
    }
    return lines;
  }
}
