package io.synscope.evidence;

import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.capture.CaptureSource;
import io.synscope.capture.PacketBatch;
import io.synscope.finding.Finding;
import io.synscope.wire.Packet;
import io.synscope.wire.PacketKind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes through the capture files a second time, for the packets behind findings. */
public final class EvidenceReader {
  private final List<Path> files;
  private final CaptureOptions options;

  /** A reader of these files, opened as they were for the analysis. */
  public EvidenceReader(List<Path> files, CaptureOptions options) {
    this.files = List.copyOf(files);
    this.options = options;
  }

  /**
   * {@return for each finding the connection that shows it best; empty where no segment is
   * evidence}
   */
  public List<Optional<Ladder>> ladders(List<Finding> findings) throws IOException {
    List<LadderBuilder> builders =
        findings.stream().map(finding -> new LadderBuilder(new Exhibit(finding))).toList();
    read(packet -> builders.forEach(builder -> builder.on(packet)));
    return builders.stream().map(LadderBuilder::build).toList();
  }

  /**
   * Writes a pcapng for each finding: {@code F1-cause.pcapng}, {@code F2-...} in the order of the
   * list.
   *
   * @return the files written
   */
  public List<Path> extract(List<Finding> findings, Path directory, boolean withPayload)
      throws IOException {
    Files.createDirectories(directory);
    List<Path> written = new ArrayList<>();
    List<Exhibit> exhibits = findings.stream().map(Exhibit::new).toList();
    List<Extract> extracts = new ArrayList<>();
    try {
      for (int i = 0; i < findings.size(); i++) {
        Path file =
            directory.resolve("F" + (i + 1) + "-" + findings.get(i).cause().id() + ".pcapng");
        refuseToOverwriteInput(file);
        OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file));
        extracts.add(new Extract(stream, withPayload));
        written.add(file);
      }
      read(packet -> copy(packet, exhibits, extracts));
    } finally {
      for (Extract extract : extracts) {
        extract.close();
      }
    }
    return written;
  }

  private void refuseToOverwriteInput(Path file) throws IOException {
    for (Path input : files) {
      if (Files.exists(file) && Files.isSameFile(file, input)) {
        throw new IOException(file + ": is the capture being read; extract to another directory");
      }
    }
  }

  private static void copy(Packet packet, List<Exhibit> exhibits, List<Extract> extracts)
      throws IOException {
    boolean hasIp =
        packet.kind() == PacketKind.TCP
            || packet.kind() == PacketKind.ICMP
            || packet.kind() == PacketKind.UDP;
    for (int i = 0; hasIp && i < exhibits.size(); i++) {
      if (exhibits.get(i).holds(packet)) {
        extracts.get(i).write(packet, exhibits.get(i).shows(packet.frame()));
      } else if (exhibits.get(i).compares(packet)) {
        extracts.get(i).write(packet, "for comparison: other traffic of the same host");
      }
    }
  }

  private void read(Listener listener) throws IOException {
    PacketBatch batch = new PacketBatch();
    try (CaptureSource source = CaptureFiles.open(files, options)) {
      while (source.fill(batch)) {
        for (int i = 0; i < batch.count(); i++) {
          listener.on(batch.packet(i));
        }
      }
    }
  }

  private interface Listener {
    void on(Packet packet) throws IOException;
  }
}
