package io.synscope.rule.client;

import io.synscope.finding.Cause;
import io.synscope.finding.Severity;
import io.synscope.observation.Outcome;

/** Why a connect may fail on the client's own host, before anything is sent. */
public enum LocalTrouble {
  /** The routing table has no way there. */
  NO_ROUTE(
      Outcome.LOCAL_NO_ROUTE,
      "ENETUNREACH: this host has no route to that address",
      Cause.named("no_route_local", Severity.CRITICAL)
          .title("The client's host has no route to the server")
          .meaning(
              "connect() fails at once with ENETUNREACH: the routing table of the client's host has"
                  + " no entry for that address and no default route. No packet leaves.")
          .remedy(
              "Ask the kernel for its way there, and add the route that is missing.",
              "ip route get {host}; ip route show table all",
              "ip route get names an interface and a source address.")
          .nextTest("On the client's host: ip route get {host}")
          .cite("connect(2) ENETUNREACH")),

  /** A packet filter or a policy keeps SYNs in. */
  EGRESS_BLOCKED(
      Outcome.LOCAL_POLICY,
      "SYNs are counted as sent, and none of them left this host",
      Cause.named("client_egress_blocked", Severity.CRITICAL)
          .title("The client's own host lets no SYN out")
          .meaning(
              "A packet filter on the client's host (nftables or iptables OUTPUT, a cgroup or"
                  + " container policy) or a prohibiting route takes the SYNs before they leave.")
          .remedy(
              "Find the rule on the client's host.",
              "nft list ruleset; iptables-save -c | grep -n OUTPUT; ip route get {host}",
              "A counter rises with each attempt.")
          .remedy(
              "Accept what goes to that port before the rule that drops.",
              "nft insert rule inet filter output ip daddr {host} tcp dport {port} accept",
              "tcpdump -nni any 'tcp port {port}' shows SYNs that leave.")
          .nextTest(
              "On the client's host: tcpdump -nni any 'tcp port {port}' while it connects: no SYN is shown")
          .cite(
              "Linux ip_local_out, NF_INET_LOCAL_OUT; tcp_info: tcpi_retrans, tcpi_total_retrans")),

  /** The client's process may open no more files. */
  DESCRIPTORS(
      Outcome.LOCAL_DESCRIPTORS_EXHAUSTED,
      "socket() failed with EMFILE or ENFILE",
      Cause.named("client_fd_exhaustion", Severity.CRITICAL)
          .title("The client has no file descriptor left")
          .meaning(
              "The client's process or host has as many open files as it may have: no socket can be"
                  + " made, and no packet leaves.")
          .remedy(
              "Compare what is open with what is allowed, and look for connections that are never"
                  + " closed.",
              "ls /proc/PID/fd | wc -l; grep 'open files' /proc/PID/limits; cat"
                  + " /proc/sys/fs/file-nr",
              "Far fewer are open than allowed, and the number does not grow.")
          .remedy(
              "Raise the limit where so many are really needed.",
              "systemctl edit SERVICE   # [Service] LimitNOFILE=65536",
              "/proc/PID/limits shows it after the restart.")
          .nextTest(
              "On the client's host: ls /proc/PID/fd | wc -l beside grep 'open files' /proc/PID/limits")
          .cite("socket(2) EMFILE, ENFILE")),

  /** Any other error of the call itself. */
  OTHER(
      Outcome.LOCAL_FAILURE,
      "the call itself failed",
      Cause.named("client_socket_failure", Severity.CRITICAL)
          .title("The client's own host refuses the connect")
          .meaning(
              "socket(), bind() or connect() fails on the client's host before any packet leaves:"
                  + " a source address that is not there, a policy, or a resource that is used up.")
          .remedy(
              "See which call fails, and how.",
              "strace -f -e trace=network redis-cli -h {host} -p {port} PING",
              "connect() returns 0 or EINPROGRESS.")
          .nextTest("On the client's host: strace -e trace=network of one connect names the call")
          .cite("connect(2); bind(2)"));

  final Outcome outcome;
  final String sign;
  final Cause cause;

  LocalTrouble(Outcome outcome, String sign, Cause cause) {
    this.outcome = outcome;
    this.sign = sign;
    this.cause = cause;
  }
}
