package io.synscope.cli.render.html;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Where on the way from client to Redis a cause sits. */
enum FaultPlace {
  CLIENT(
      "the client's host",
      "client_abort client_read_timeout connection_churn drop_client_firewall dns_nxdomain"
          + " dns_stale_address dns_timeout ephemeral_port_exhaustion pool_exhaustion arp_fail"
          + " zero_window_client nagle_delayed_ack stale_established_tuple port_scan syn_flood"),
  PATH(
      "the path between the hosts",
      "mtu_blackhole silent_drop drop_return_path refused_by_firewall idle_firewall_drop"
          + " idle_firewall_rst random_loss bufferbloat path_cut nat_rebind duplicates reordering"
          + " routing_loop rst_injected reject_icmp_host_unreach reject_icmp_admin_prohibited"
          + " no_route_at_router high_latency latency_spike syn_loss_only synack_loss_only"
          + " pmtud_active keepalive_failure request_never_acked"),
  HOST(
      "the server's kernel",
      "accept_queue_overflow syn_queue_overflow drop_host_firewall refused_by_host_firewall"
          + " refused_no_listener server_host_down syn_ignored_by_server syn_rate_limit synack_late"
          + " reject_icmp_port_unreach half_open"),
  REDIS(
      "the server program",
      "app_hung server_idle_timeout client_output_buffer_limit zero_window_server wrong_service"
          + " fd_exhaustion");

  private final String words;
  private final Set<String> causes;

  FaultPlace(String words, String causes) {
    this.words = words;
    this.causes = Set.of(causes.split(" "));
  }

  String words() {
    return words;
  }

  /** {@return the place of this cause; empty for one that has no single place} */
  static Optional<FaultPlace> of(String cause) {
    if (cause.startsWith("redis_") || cause.startsWith("tls_")) {
      return Optional.of(REDIS);
    }
    return Arrays.stream(values()).filter(place -> place.causes.contains(cause)).findFirst();
  }
}
