package io.synscope.cli;

import io.synscope.cli.option.ExitCode;
import io.synscope.finding.Confidence;
import io.synscope.observation.Outcome;
import io.synscope.observation.Vantage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The notions that {@code synscope help} explains, one page each. */
enum Topic {
  OUTCOMES {
    @Override
    String page() {
      return table(
          "What became of a connection attempt's handshake; every attempt has exactly one. A fact, not yet a cause.",
          Arrays.stream(Outcome.values())
              .map(o -> new String[] {o.name(), Meaning.of(o)})
              .toList());
    }
  },
  CONFIDENCE {
    @Override
    String page() {
      return table(
          "How sure a finding is. Ratios compare with the best alternative that predicts the same packets.",
          Arrays.stream(Confidence.values())
              .map(c -> new String[] {c.name(), Meaning.of(c)})
              .toList());
    }
  },
  EXIT_CODES {
    @Override
    String page() {
      return table(
          "What the process returns; --exit-zero makes the first three 0.",
          Arrays.stream(ExitCode.values())
              .map(c -> new String[] {String.valueOf(c.number()), c.sentence()})
              .toList());
    }
  },
  VANTAGE {
    @Override
    String page() {
      return table(
          "Where clock and eyes stood. What a vantage cannot see is said, not guessed.",
          Arrays.stream(Vantage.values())
              .map(v -> new String[] {v.name(), Meaning.of(v)})
              .toList());
    }
  },
  PROBING {
    @Override
    String page() {
      return """
          When   -i SPAN, --rate 200/s      an open-loop schedule: no slow answer pushes the next start back
                 --poisson                  random gaps with that mean
                 --burst N                  N at once, again each -i with -c; above 1000 say --yes
                 --warm-up N                first N on each address are not counted; 0 for none. Without it
                                            synscope warms itself on a listener of its own on loopback
          Whom   --targets FILE             targets one a line, # begins a remark; as many as a thousand
          How    --connections N            connections that stay open; --pipeline N requests at once on each
                 --source ADDR[:PORTS]      10.0.0.5, 10.0.0.5:40000-40999, [fd00::5], :40000-40999
                 --ttl N                    TTL or hop limit of everything that is sent
                 --clock CLOCK              auto: the kernel's times where it tells, the event loop's beside
                                            them; kernel: or not at all; user: the event loop's alone
                 --self-check               capture the run's own packets (CAP_NET_RAW, libpcap) and tell how
                                            far each clock was off
          What   --command "GET k"          instead of PING; a command that only reads, unless --allow-writes
                 --payload BYTES            PING with so many bytes, which come back
                 --resp2, -3, --resp3       greet with HELLO
          TLS    --cert PEM --key PEM       the client's certificate and its key (PKCS 8)
                 --sni NAME                 name to ask for and to check
          Who    --user NAME                with REDISCLI_AUTH, --password-file FILE or --askpass
          Out    --hlog FILE                histograms of each second (synscope compare, HdrHistogram's tools)
                 --hgrm DIR                 percentile distributions, a file for each phase, target and clock
                 --csv FILE                 a row for each attempt and request; --format ndjson streams them
                 --prom FILE                Prometheus text for node_exporter's textfile collector
                 --listen [ADDR]:PORT       /metrics of this run until stopped; /probe?target=host:port makes
                                            one attempt, and sends no credentials
          Settle --settle                   another port, 16 connects at once, SYNs that run out of hops,
                                            TLS against plain, small against large: only where it is open
          """;
    }
  },
  PRIVILEGES {
    @Override
    String page() {
      return """
          analyze      none: files are read without libpcap.
          probe, demo  none: outcomes, ICMP errors and kernel times come from ordinary sockets.
          capture      CAP_NET_RAW in the interface's network namespace, and libpcap. Three ways:
                         sudo synscope capture -i eth0 port 6379
                         sudo setpriv --reuid=$USER --regid=$(id -g) --init-groups --inh-caps=+net_raw \\
                           --ambient-caps=+net_raw synscope capture ...    as yourself, that capability alone
                         sudo tcpdump -i eth0 -s 2048 -U -w - port 6379 | synscope analyze -
                       in a container: --cap-add NET_RAW --network host. setcap on java does not work:
                       a program with file capabilities does not find its own libraries ($ORIGIN).
          interfaces   none, but libpcap.
          diagnose     none; with CAP_NET_RAW and libpcap it judges its own packets, too. On the server's host
                       root reads the descriptors of the server's process.
          """;
    }
  },
  CAPTURING {
    @Override
    String page() {
      return """
          How to capture so that the report can be sure:
            sudo tcpdump -i eth0 -s 256 -B 65536 -w incident.pcap 'port 6379 or icmp or icmp6'
          - Both directions, and ICMP: an unreachable message is the answer that a SYN gets.
          - Begin before the trouble: a connection whose SYN was not captured has no handshake to judge.
          - At least 10 s: a SYN without answer is a fact only after its retransmissions were seen.
          - -s 256 keeps headers and the beginning of every command; -s 0 keeps all.
          - At the server, the client, or both: synscope help vantage says what each can see. Both at once tell what
            was lost between them: synscope correlate client.pcap server.pcap
          - tcpdump prints "packets dropped by kernel" at its end: more than 0 makes absences doubtful; raise -B.
          Reads pcap and pcapng of tcpdump, dumpcap and Wireshark; gzip and zstd around either; - is standard input.
          """;
    }
  };

  private static final int NAME_COLUMNS = 28;

  abstract String page();

  /** {@return the topic as the command line spells it} */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Topic> named(String word) {
    return Arrays.stream(values()).filter(t -> t.word().equals(word)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Topic::word).toList();
  }

  private static String table(String sentence, List<String[]> rows) {
    int column = Math.min(NAME_COLUMNS, rows.stream().mapToInt(r -> r[0].length()).max().orElse(0));
    StringBuilder page = new StringBuilder(sentence).append("\n\n");
    rows.forEach(
        r -> page.append(String.format(Locale.ROOT, "  %-" + column + "s  %s%n", r[0], r[1])));
    return page.toString();
  }
}
