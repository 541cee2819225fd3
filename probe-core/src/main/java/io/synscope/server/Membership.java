package io.synscope.server;

import io.synscope.resp.RespValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Of whom a server tells: its primary, its replicas, the nodes of its cluster. */
final class Membership {
  private static final int MOST = 32;

  private final Interview interview;
  private final Map<String, String> info;
  private final List<String> lines = new ArrayList<>();

  Membership(Interview interview, Map<String, String> info) {
    this.interview = interview;
    this.info = info;
  }

  List<String> lines() throws IOException {
    String mode = info.getOrDefault("redis_mode", "standalone");
    switch (mode) {
      case "sentinel" -> sentinel();
      case "cluster" -> cluster();
      default -> replication();
    }
    return lines.size() > MOST ? lines.subList(0, MOST) : lines;
  }

  private void replication() {
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
    for (int i = 1; replica != null; i++) {
      lines.add("replica " + replica.replace(',', ' '));
      replica = info.get("slave" + i);
    }
  }

  private void sentinel() throws IOException {
    for (RespValue master : interview.ask("SENTINEL", "MASTERS").items()) {
      lines.add(
          "sentinel watches %s at %s:%s, %s, %s replicas, %s other sentinels"
              .formatted(
                  master.at("name"),
                  master.at("ip"),
                  master.at("port"),
                  master.at("flags"),
                  master.at("num-slaves"),
                  master.at("num-other-sentinels")));
    }
  }

  private void cluster() throws IOException {
    RespValue nodes = interview.ask("CLUSTER", "NODES");
    for (String line : nodes.failed() ? new String[0] : nodes.toString().split("\n")) {
      String[] words = line.strip().split(" ");
      if (words.length > 7) {
        String address = words[1].replaceFirst("@.*", "");
        lines.add("node %s %s, link %s".formatted(address, words[2], words[7]));
      }
    }
  }
}
