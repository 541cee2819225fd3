package io.synscope.host;

import io.synscope.observation.Endpoint;
import io.synscope.observation.HostCounters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads what the kernel counts for a listener of this host: /proc of the calling thread's own
 * network namespace, and the listen queue from ss(8).
 */
public final class HostReading {
  private static final Path NET = Path.of("/proc/thread-self/net");
  private static final Pattern AVG10 = Pattern.compile("some avg10=([0-9]+)\\.([0-9]{2})");
  private static final Map<String, String> LIMITS =
      Map.of(
          "somaxconn", "/proc/sys/net/core/somaxconn",
          "tcp_max_syn_backlog", "/proc/sys/net/ipv4/tcp_max_syn_backlog",
          "tcp_syncookies", "/proc/sys/net/ipv4/tcp_syncookies",
          "tcp_abort_on_overflow", "/proc/sys/net/ipv4/tcp_abort_on_overflow",
          "conntrack.count", "/proc/sys/net/netfilter/nf_conntrack_count",
          "conntrack.max", "/proc/sys/net/netfilter/nf_conntrack_max");

  private final Endpoint server;
  private final Map<String, Long> before;
  private final Map<String, Long> settings = new HashMap<>();
  private final Map<String, String> untold = new LinkedHashMap<>();

  private HostReading(Endpoint server) {
    this.server = server;
    before = counters();
    listenQueue();
  }

  /** Takes the first sample. */
  public static HostReading first(Endpoint server) {
    return new HostReading(server);
  }

  /** {@return whether this address is one of this host's} */
  public static boolean local(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false;
    }
  }

  /** {@return whether this address is one of this host's} */
  public static boolean local(Endpoint server) {
    try {
      return local(InetAddress.getByName(server.address().toString()));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /**
   * Takes the second sample.
   *
   * @param process the server's process id, or -1
   */
  public HostCounters second(long process) {
    Map<String, Long> after = counters();
    listenQueue();
    LIMITS.forEach((name, file) -> number(file).ifPresent(value -> settings.put(name, value)));
    pressure();
    descriptors(process);
    return new HostCounters(server, before, after, settings, untold);
  }

  private static Map<String, Long> counters() {
    Map<String, Long> counters = new HashMap<>();
    for (String file : List.of("netstat", "snmp")) {
      List<String> lines = lines(NET.resolve(file));
      for (int i = 0; i + 1 < lines.size(); i += 2) {
        String[] names = lines.get(i).split(" ");
        String[] values = lines.get(i + 1).split(" ");
        for (int k = 1; k < Math.min(names.length, values.length); k++) {
          if (values[k].matches("[0-9]{1,18}")) {
            counters.put(names[k], Long.parseLong(values[k]));
          }
        }
      }
    }
    return counters;
  }

  /** The fullest that was seen counts. */
  private void listenQueue() {
    long elsewhere = 0;
    for (String line : run("ss", "-ltnH", "sport = :" + server.port())) {
      String[] words = line.strip().split("\\s+");
      elsewhere += words.length > 3 && !concerns(words[3]) ? 1 : 0;
      if (words.length > 3 && concerns(words[3])) {
        settings.merge(HostCounters.QUEUE, Long.parseLong(words[1]), Math::max);
        settings.put(HostCounters.QUEUE_LIMIT, Long.parseLong(words[2]));
      }
    }
    long halfOpen = run("ss", "-tnH", "state", "syn-recv", "sport = :" + server.port()).size();
    settings.merge(HostCounters.HALF_OPEN, halfOpen, Math::max);
    settings.put(
        HostCounters.ELSEWHERE, settings.containsKey(HostCounters.QUEUE_LIMIT) ? 0 : elsewhere);
  }

  private boolean concerns(String local) {
    return listensOn(local, server.address().toString());
  }

  /**
   * {@return whether a socket that ss(8) shows as listening on {@code local} is asked under {@code
   * address}} A socket of IPv6 that is bound to an address of IPv4, as Java and Go bind them, is
   * shown as {@code [::ffff:127.0.0.1]:6379}.
   */
  static boolean listensOn(String local, String address) {
    String bound =
        local
            .substring(0, local.lastIndexOf(':'))
            .replaceAll("[\\[\\]]|%.*", "")
            .replaceFirst("^::ffff:(?=[0-9]+[.])", "");
    return bound.equals("0.0.0.0")
        || bound.equals("*")
        || bound.equals("::")
        || bound.equals(address);
  }

  private void pressure() {
    for (String line : lines(Path.of("/proc/pressure/memory"))) {
      Matcher matcher = AVG10.matcher(line);
      if (matcher.lookingAt()) {
        settings.put("pressure.memory", Long.parseLong(matcher.group(1) + matcher.group(2)));
      }
    }
  }

  private void descriptors(long process) {
    if (process < 0) {
      untold.put("file descriptors of the server", "its process id is not known");
      return;
    }
    Path folder = Path.of("/proc/" + process);
    for (String line : lines(folder.resolve("limits"))) {
      String[] words = line.split("\\s{2,}");
      if (words[0].equals("Max open files") && words[1].matches("[0-9]{1,18}")) {
        settings.put("process.descriptorLimit", Long.parseLong(words[1]));
      }
    }
    try (Stream<Path> open = Files.list(folder.resolve("fd"))) {
      settings.put("process.descriptors", open.count());
    } catch (IOException e) {
      untold.put("file descriptors of the server", "its /proc entry may not be read; run as root");
    }
  }

  private List<String> run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      return process.inputReader().lines().toList();
    } catch (IOException e) {
      untold.put("listen queue", "ss(8) is not installed (apt-get install iproute2)");
      return List.of();
    }
  }

  private static java.util.Optional<Long> number(String file) {
    return lines(Path.of(file)).stream()
        .map(String::strip)
        .filter(line -> line.matches("[0-9]{1,18}"))
        .map(Long::parseLong)
        .findFirst();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of(); // not on this kernel, or not for us
    }
  }
}
