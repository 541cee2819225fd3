package io.synscope.testkit.lab;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Client, router, server: three hosts in a row, for as long as a test needs them.
 *
 * <pre>
 *   client 10.77.1.2 ---- 10.77.1.1 router 10.77.2.1 ---- 10.77.2.2 server
 *     fd77:1::2          fd77:1::1       fd77:2::1          fd77:2::2
 * </pre>
 */
public final class Lab implements AutoCloseable {
  /** The client's address. */
  public static final String CLIENT = "10.77.1.2";

  /** The router's address towards the client. */
  public static final String ROUTER = "10.77.1.1";

  /** The server's address. */
  public static final String SERVER = "10.77.2.2";

  /** The server's IPv6 address. */
  public static final String SERVER_V6 = "fd77:2::2";

  /** The router's IPv6 address towards the client. */
  public static final String ROUTER_V6 = "fd77:1::1";

  private static final AtomicInteger MADE = new AtomicInteger();

  private final Namespace client;
  private final Namespace router;
  private final Namespace server;

  private Lab(String prefix) {
    client = Namespace.create(prefix + "c");
    router = Namespace.create(prefix + "r");
    server = Namespace.create(prefix + "s");
  }

  /** {@return a lab in which everyone reaches everyone} */
  public static Lab create() {
    Lab lab = new Lab("syn" + ProcessHandle.current().pid() + "-" + MADE.incrementAndGet());
    lab.link(lab.client, "c0", "1", lab.router, "r0");
    lab.link(lab.server, "s0", "2", lab.router, "r1");
    lab.router.sysctl("net.ipv4.ip_forward", 1);
    lab.router.sysctl("net.ipv6.conf.all.forwarding", 1);
    lab.router.sysctl("net.ipv4.icmp_ratelimit", 0);
    lab.router.sysctl("net.ipv6.icmp.ratelimit", 0);
    lab.server.sysctl("net.ipv4.icmp_ratelimit", 0);
    return lab;
  }

  private void link(
      Namespace host, String hostEnd, String net, Namespace gateway, String gatewayEnd) {
    Shell.run(
        "ip",
        "link",
        "add",
        hostEnd,
        "netns",
        host.name(),
        "type",
        "veth",
        "peer",
        "name",
        gatewayEnd,
        "netns",
        gateway.name());
    end(host, hostEnd, net, "2");
    end(gateway, gatewayEnd, net, "1");
    host.run("ip", "route", "add", "default", "via", "10.77." + net + ".1");
    host.run("ip", "-6", "route", "add", "default", "via", "fd77:" + net + "::1");
  }

  private static void end(Namespace host, String device, String net, String number) {
    host.sysctl("net.ipv6.conf." + device + ".accept_dad", 0);
    host.run("ip", "addr", "add", "10.77." + net + "." + number + "/24", "dev", device);
    host.run("ip", "addr", "add", "fd77:" + net + "::" + number + "/64", "dev", device, "nodad");
    host.run("ip", "link", "set", device, "up");
  }

  /** {@return the host that asks} */
  public Namespace client() {
    return client;
  }

  /** {@return the host between} */
  public Namespace router() {
    return router;
  }

  /** {@return the host that is asked} */
  public Namespace server() {
    return server;
  }

  /** Starts redis-server on the server with these further settings, and waits until it listens. */
  public Program redis(String... settings) {
    Program redis = start(settings);
    redis.await(line -> line.contains("eady to accept connections"));
    return redis;
  }

  /** Starts redis-server with data that it will be loading for a while, and waits until it does. */
  public Program loadingRedis(String... settings) {
    Program redis = start(settings);
    redis.await(line -> line.contains("Loading RDB produced by"));
    return redis;
  }

  private Program start(String... settings) {
    String[] command = {
      "redis-server",
      "--bind",
      "0.0.0.0 ::",
      "--protected-mode",
      "no",
      "--save",
      "",
      "--appendonly",
      "no",
      "--dir",
      "/tmp"
    };
    String[] all = new String[command.length + settings.length];
    System.arraycopy(command, 0, all, 0, command.length);
    System.arraycopy(settings, 0, all, command.length, settings.length);
    return server.start(all);
  }

  /** Removes every rule that a test has set, on all three hosts. */
  public void flushRules() {
    client.nft("flush ruleset");
    router.nft("flush ruleset");
    server.nft("flush ruleset");
  }

  @Override
  public void close() {
    client.close();
    router.close();
    server.close();
  }
}
