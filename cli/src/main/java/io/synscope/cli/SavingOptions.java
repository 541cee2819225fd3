package io.synscope.cli;

import io.synscope.capture.live.RotatedFiles;
import io.synscope.capture.live.Rotation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where captured packets are kept, with tcpdump's names. */
final class SavingOptions {
  private static final long MEGABYTE = 1_000_000; // tcpdump's -C

  @Option(
      names = {"-w", "--write"},
      paramLabel = "FILE",
      description = "keep the packets as pcapng")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "-C",
      paramLabel = "MB",
      description = "... beginning another file after so many million bytes")
  private long megabytes;

  @Option(
      names = "-G",
      paramLabel = "SPAN",
      converter = SpanConverter.class,
      description = "... or after this time: 60, 5m")
  private Duration span = Duration.ZERO;

  @Option(
      names = "-W",
      paramLabel = "FILES",
      description = "... keeping the newest so many (default: all)")
  private int files;

  /** Says what cannot be meant, before anything is captured. */
  void check() {
    if (file.isEmpty() && (megabytes != 0 || files != 0 || !span.isZero())) {
      throw new UsageException("-C, -G and -W belong to -w FILE");
    }
    if (megabytes < 0 || files < 0) {
      throw new UsageException("-C and -W take positive numbers");
    }
    if (files > 0 && megabytes == 0 && span.isZero()) {
      throw new UsageException("-W bounds a rotated set; say when to rotate with -C or -G");
    }
  }

  /** {@return the files, opened; empty where none are wanted} */
  Optional<RotatedFiles> open() throws IOException {
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(
            RotatedFiles.open(
                file.get(), new Rotation(megabytes * MEGABYTE, span.toSeconds(), files)));
  }
}
