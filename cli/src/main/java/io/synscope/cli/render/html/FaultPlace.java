package io.synscope.cli.render.html;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where on the way from client to Redis a cause sits. */
enum FaultPlace {
  CLIENT(
      "the client's host",
      "client_abort client_read_timeout connection_churn drop_client_firewall"
          + " no_route_local client_egress_blocked client_fd_exhaustion client_socket_failure"
          + " ephemeral_port_exhaustion pool_exhaustion arp_fail"
          + " zero_window_client nagle_delayed_ack stale_established_tuple time_wait_reuse port_scan"
          + " syn_flood"
          + " client_output_buffer_limit redis_noauth redis_wrongpass redis_protocol_error"
          + " http_to_redis tls_to_plain_port tls_plain_to_tls_port tls_client_cert_required"),
  PATH(
      "the path between the hosts",
      "mtu_blackhole silent_drop drop_return_path refused_by_firewall idle_firewall_drop"
          + " idle_firewall_rst random_loss bufferbloat path_cut nat_rebind duplicates reordering"
          + " routing_loop rst_injected reject_icmp_host_unreach reject_icmp_admin_prohibited"
          + " no_route_at_router high_latency latency_spike syn_loss_only synack_loss_only"
          + " pmtud_active keepalive_failure request_never_acked"
          + " proxy_header_to_redis"),
  HOST(
      "the server's kernel",
      "accept_queue_overflow syn_queue_overflow drop_host_firewall refused_by_host_firewall"
          + " refused_no_listener server_host_down syn_ignored_by_server syn_rate_limit synack_late"
          + " reject_icmp_port_unreach half_open"),
  REDIS(
      "the server program",
      "app_hung server_idle_timeout zero_window_server wrong_service closed_unheard fd_exhaustion"
          + " redis_busy_script redis_client_kill redis_clusterdown redis_killed redis_loading"
          + " redis_masterdown redis_maxclients redis_misconf redis_noperm redis_oom"
          + " redis_protected_mode redis_readonly redis_restart redis_slow_command"
          + " tls_untrusted_cert");

  /** Beside the way from client to Redis, or at one end of it that packets do not tell. */
  static final Set<String> NOWHERE =
      Set.of(
          "dns_nxdomain",
          "dns_stale_address",
          "dns_timeout",
          "duplicate_responder",
          "tls_handshake_failed");

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
    return Arrays.stream(values()).filter(place -> place.causes.contains(cause)).findFirst();
  }

  /** {@return every cause that has a place} */
  static List<String> placed() {
    return Arrays.stream(values()).flatMap(place -> place.causes.stream()).toList();
  }
}
