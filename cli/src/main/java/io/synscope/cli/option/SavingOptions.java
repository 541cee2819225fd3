package io.synscope.cli.option;

import io.synscope.capture.live.RotatedFiles;
import io.synscope.capture.live.Rotation;
import io.synscope.cli.terminal.UsageException;
import io.synscope.evidence.EvidenceFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where captured packets are kept, with tcpdump's names. */
public final class SavingOptions {
  private static final long MEGABYTE = 1_000_000; // tcpdump's -C

  @Option(
      names = {"-w", "--write"},
      paramLabel = "FILE",
      converter = WritableFileConverter.class,
      description = "keep the packets as pcapng")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "-C",
      paramLabel = "MB",
      description = "-w: begin another file after so many million bytes")
  private long megabytes;

  @Option(
      names = "-G",
      paramLabel = "SPAN",
      converter = SpanConverter.class,
      description = "-w: begin another file after this time: 60, 5m")
  private Duration span = Duration.ZERO;

  @Option(
      names = "-W",
      paramLabel = "FILES",
      description = "-w: keep the newest so many files (default: all)")
  private int files;

  @Option(
      names = "--evidence",
      paramLabel = "DIR",
      converter = WritableFolderConverter.class,
      description = "write the packets before and after each finding here, headers only")
  private Optional<Path> evidence = Optional.empty();

  @Option(names = "--with-payload", description = "--evidence: with their payload")
  private boolean withPayload;

  /** Says what cannot be meant, before anything is captured. */
  public void check() {
    if (file.isEmpty() && (megabytes != 0 || files != 0 || !span.isZero())) {
      throw new UsageException("-C, -G and -W belong to -w FILE");
    }
    if (withPayload && evidence.isEmpty()) {
      throw new UsageException("--with-payload belongs to --evidence DIR");
    }
    if (megabytes < 0 || files < 0) {
      throw new UsageException("-C and -W take positive numbers");
    }
    if (files > 0 && megabytes == 0 && span.isZero()) {
      throw new UsageException("-W bounds a rotated set; say when to rotate with -C or -G");
    }
  }

  /** {@return where evidence goes, opened; empty where none is wanted} */
  public Optional<EvidenceFolder> openEvidence() throws IOException {
    return evidence.isEmpty()
        ? Optional.empty()
        : Optional.of(EvidenceFolder.open(evidence.get(), withPayload));
  }

  /** {@return the files, opened; empty where none are wanted} */
  public Optional<RotatedFiles> open() throws IOException {
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(
            RotatedFiles.open(
                file.get(), new Rotation(megabytes * MEGABYTE, span.toSeconds(), files)));
  }
}
