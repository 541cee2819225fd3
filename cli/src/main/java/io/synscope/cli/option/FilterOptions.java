package io.synscope.cli.option;

import io.synscope.capture.CaptureOptions;
import io.synscope.capture.FrameFilter;
import io.synscope.capture.PacketFilter;
import io.synscope.capture.PacketFilters;
import io.synscope.capture.live.BpfException;
import io.synscope.capture.live.BpfFilter;
import io.synscope.cli.terminal.CannotTellException;
import io.synscope.cli.terminal.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which packets are looked at. */
public final class FilterOptions {
  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "only packets from or to this address; may be repeated")
  private List<String> hosts = List.of();

  @Option(
      names = "--net",
      paramLabel = "NET",
      description = "only packets from or to this network: 10.0.0.0/8")
  private List<String> nets = List.of();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "only packets from or to this port; may be repeated")
  private List<Integer> ports = List.of();

  @Option(
      names = "--start",
      paramLabel = "PLACE",
      description = "from this frame number or time on: 2026-01-31T02:03:04.5Z",
      converter = CapturePlaceConverter.class)
  private @Nullable CapturePlace start;

  @Option(
      names = "--end",
      paramLabel = "PLACE",
      description = "up to this frame number or time",
      converter = CapturePlaceConverter.class)
  private @Nullable CapturePlace end;

  @Option(
      names = {"-c", "--count"},
      paramLabel = "PACKETS",
      converter = PacketCountConverter.class,
      description = "stop after so many packets")
  private long count;

  /**
   * {@return how captures are read so that only those packets are seen} Good for one reading: what
   * counts packets has counted them then.
   *
   * @param expression for libpcap; empty for none
   */
  public CaptureOptions of(String expression) {
    List<PacketFilter> filters = new ArrayList<>();
    Stream<String> places = Stream.concat(hosts.stream(), nets.stream());
    addAny(filters, places.toList(), PacketFilters::net);
    addAny(filters, ports, PacketFilters::port);
    between().ifPresent(filters::add);
    if (count > 0) {
      filters.add(PacketFilters.count(count));
    }
    FrameFilter frames = expression.isEmpty() ? FrameFilter.ALL : compile(expression);
    PacketFilter packets = filters.isEmpty() ? PacketFilter.ALL : PacketFilters.all(filters);
    return new CaptureOptions(frames, packets);
  }

  /** {@return whether --start or --end counts the frames of a file} */
  public boolean countsFrames() {
    return start instanceof CapturePlace.Frame || end instanceof CapturePlace.Frame;
  }

  /** {@return whether only a part of the capture's time is asked for} */
  public boolean limitsTime() {
    return start != null || end != null || count > 0;
  }

  /** {@return whether only some addresses are asked for} */
  public boolean limitsAddresses() {
    return !hosts.isEmpty() || !nets.isEmpty();
  }

  private static <T> void addAny(
      List<PacketFilter> filters, List<T> words, Function<T, PacketFilter> filter) {
    try {
      if (!words.isEmpty()) {
        filters.add(PacketFilters.any(words.stream().map(filter).toList()));
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private Optional<PacketFilter> between() {
    List<PacketFilter> edges = new ArrayList<>();
    long first = start instanceof CapturePlace.Frame frame ? frame.number() : 0;
    long last = end instanceof CapturePlace.Frame frame ? frame.number() : Long.MAX_VALUE;
    if (first > 0 || last < Long.MAX_VALUE) {
      edges.add(PacketFilters.frames(first, last));
    }
    if (start instanceof CapturePlace.Time time) {
      edges.add(PacketFilters.from(time.nanos()));
    }
    if (end instanceof CapturePlace.Time time) {
      edges.add(PacketFilters.until(time.nanos()));
    }
    return edges.isEmpty() ? Optional.empty() : Optional.of(PacketFilters.all(edges));
  }

  private static FrameFilter compile(String expression) {
    try {
      return BpfFilter.compile(expression);
    } catch (BpfException e) {
      if (e.getCause() instanceof LinkageError) {
        throw new CannotTellException(String.valueOf(e.getMessage()));
      }
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
