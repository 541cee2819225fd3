package io.synscope.server;

import io.synscope.observation.Member;
import io.synscope.observation.Member.Role;
import io.synscope.observation.ServerWords;
import io.synscope.resp.RespValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The other servers of a deployment, as a Sentinel or a node of a cluster announces them. */
final class Membership {
  private static final int FLAGS = 2;
  private static final int LINK = 7;

  private final Interview interview;
  private final Map<String, String> info;
  private final List<Member> members = new ArrayList<>();

  Membership(Interview interview, Map<String, String> info) {
    this.interview = interview;
    this.info = info;
  }

  List<Member> members() throws IOException {
    switch (info.getOrDefault("redis_mode", "standalone")) {
      case "sentinel" -> sentinel();
      case "cluster" -> cluster();
      default -> {
        // replicas of a single primary are known by addresses that only it may reach
      }
    }
    return members;
  }

  private void sentinel() throws IOException {
    for (RespValue primary : interview.ask("SENTINEL", "MASTERS").items()) {
      String name = primary.at("name").toString();
      watched(primary, Role.PRIMARY, "SENTINEL MASTERS");
      for (RespValue replica : interview.ask("SENTINEL", "REPLICAS", name).items()) {
        watched(replica, Role.REPLICA, "SENTINEL REPLICAS " + name);
      }
      for (RespValue other : interview.ask("SENTINEL", "SENTINELS", name).items()) {
        watched(other, Role.SENTINEL, "SENTINEL SENTINELS " + name);
      }
    }
  }

  private void watched(RespValue told, Role role, String source) {
    String flags = told.at("flags").toString();
    String host = told.at("ip").toString();
    long port = ServerWords.parsed(told.at("port").toString());
    add(host, port, role, flags, flags.contains("_down"), source);
  }

  /** One line a node: id, address, flags, primary, pings, epoch, link, slots. */
  private void cluster() throws IOException {
    RespValue nodes = interview.ask("CLUSTER", "NODES");
    for (String line : nodes.failed() ? new String[0] : nodes.toString().split("\n")) {
      String[] words = line.strip().split(" ");
      if (words.length > LINK) {
        String address = words[1].replaceFirst("[@,].*", "");
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, Math.max(0, colon));
        List<String> flags = List.of(words[FLAGS].split(","));
        if (flags.contains("myself")) {
          continue;
        }
        add(
            host,
            ServerWords.parsed(address.substring(colon + 1)),
            flags.contains("master") ? Role.PRIMARY : Role.REPLICA,
            words[FLAGS] + ", link " + words[LINK],
            flags.contains("fail") || flags.contains("fail?"),
            "CLUSTER NODES");
      }
    }
  }

  private void add(String host, long port, Role role, String state, boolean down, String source) {
    boolean known =
        members.stream().anyMatch(member -> member.host().equals(host) && member.port() == port);
    if (!known && !host.isEmpty() && port > 0 && port < 65_536) {
      members.add(new Member(host, (int) port, role, state, down, source));
    }
  }
}
