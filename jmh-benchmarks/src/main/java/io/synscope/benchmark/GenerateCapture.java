package io.synscope.benchmark;

import io.synscope.testkit.generate.TrafficGenerator;
import io.synscope.testkit.generate.TrafficPlan;
import io.synscope.testkit.generate.TrafficPlan.Mix;
import io.synscope.testkit.generate.TrafficTruth;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Writes made-up traffic into a file or to standard output, and what it holds to standard error.
 *
 * <pre>
 * java -cp benchmarks.jar io.synscope.benchmark.GenerateCapture
 *     [--packets 10m] [--mix steady|churn|flood] [--seed 1] [--snaplen 96] FILE[.pcap|.pcapng][.gz]|-
 * </pre>
 */
public final class GenerateCapture {
  private static final String USAGE =
      "usage: GenerateCapture [--packets N[k|m]] [--mix steady|churn|flood] [--seed N]"
          + " [--snaplen N] FILE[.pcap|.pcapng][.gz]|-";
  private static final int GZIP_BUFFER = 1 << 16;

  private TrafficPlan plan = TrafficPlan.of(1_000_000, Mix.STEADY);
  private String file = "";

  private GenerateCapture() {}

  /** Generates as the arguments say. */
  public static void main(String[] arguments) throws IOException {
    GenerateCapture generate = new GenerateCapture();
    if (!generate.read(arguments)) {
      System.err.println(USAGE);
      System.exit(64);
    }
    System.err.println(generate.write());
  }

  private boolean read(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      boolean option = arguments[i].startsWith("--");
      if (option && i + 1 == arguments.length) {
        return false;
      }
      if (!option) {
        file = arguments[i];
      } else if (!option(arguments[i], arguments[++i])) {
        return false;
      }
    }
    if (file.contains(".pcapng")) {
      plan = plan.asPcapng();
    }
    return !file.isEmpty();
  }

  private boolean option(String name, String value) {
    switch (name) {
      case "--packets" -> plan = plan.sized(number(value));
      case "--mix" -> plan = plan.mixed(Mix.valueOf(value.toUpperCase(Locale.ROOT)));
      case "--seed" -> plan = plan.seeded(number(value));
      case "--snaplen" -> plan = plan.cutAt((int) number(value));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static long number(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    long unit = lower.endsWith("m") ? 1_000_000 : lower.endsWith("k") ? 1_000 : 1;
    return unit * Long.parseLong(lower.replaceAll("[km]$", ""));
  }

  private TrafficTruth write() throws IOException {
    if (file.equals("-")) {
      return TrafficGenerator.write(plan, System.out);
    }
    try (OutputStream plain = new FileOutputStream(file);
        OutputStream stream =
            file.endsWith(".gz") ? new GZIPOutputStream(plain, GZIP_BUFFER) : plain) {
      return TrafficGenerator.write(plan, stream);
    }
  }
}
