package io.synscope.cli.diagnose;

import io.synscope.analysis.Analysis;
import io.synscope.analysis.AnalysisOptions;
import io.synscope.analysis.CaptureAnalyzer;
import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.capture.live.LiveCapture;
import io.synscope.capture.live.LiveException;
import io.synscope.capture.live.LiveOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The packets of this run, captured while it lasts, where that is permitted. */
public final class OwnCapture implements AutoCloseable {
  private static final int KERNEL_BYTES = 8 << 20;
  private static final int RING_BYTES = 8 << 20;
  private static final int SNAP_LENGTH = 512;
  private static final long END_MILLIS = 2000;

  private final Optional<LiveCapture> capture;
  private final CompletableFuture<Analysis> analysis = new CompletableFuture<>();
  private String missing = "";

  private OwnCapture(Optional<LiveCapture> capture, AnalysisOptions how, String missing) {
    this.capture = capture;
    this.missing = missing;
    capture.ifPresent(live -> analyse(live, how));
  }

  /** A run without packets, and why. */
  static OwnCapture none(String why) {
    return new OwnCapture(Optional.empty(), AnalysisOptions.defaults(), why);
  }

  /** Begins to capture what goes to and comes from these addresses, and ICMP from anywhere. */
  static OwnCapture of(Collection<InetAddress> addresses) {
    return of(addresses, AnalysisOptions.defaults());
  }

  /** The same, analysed as {@code how} says. */
  public static OwnCapture of(Collection<InetAddress> addresses, AnalysisOptions how) {
    String hosts =
        addresses.stream()
            .map(address -> "host " + address.getHostAddress().replaceFirst("%.*", ""))
            .collect(Collectors.joining(" or "));
    LiveOptions options =
        LiveOptions.of(List.of("any"), "((" + hosts + ") and tcp) or icmp or icmp6")
            .withBuffers(KERNEL_BYTES, RING_BYTES)
            .with(SNAP_LENGTH, false);
    try {
      return new OwnCapture(Optional.of(LiveCapture.open(options)), how, "");
    } catch (LiveException e) {
      return none(String.valueOf(e.getMessage()).replaceFirst(";.*", ""));
    }
  }

  private void analyse(LiveCapture live, AnalysisOptions how) {
    Thread thread =
        new Thread(
            () -> {
              try {
                analysis.complete(
                    CaptureAnalyzer.analyze(
                        CaptureFiles.open(
                            "packets of this run", live.stream(), CaptureOptions.DEFAULT),
                        how));
              } catch (IOException e) {
                analysis.completeExceptionally(new UncheckedIOException(e));
              } catch (RuntimeException | Error e) {
                analysis.completeExceptionally(e);
              }
            },
            "own-capture");
    thread.setDaemon(true);
    thread.start();
  }

  /** {@return what the capture showed, which ends now; empty where nothing was captured} */
  public Optional<Analysis> end() throws InterruptedException {
    if (capture.isEmpty()) {
      return Optional.empty();
    }
    capture.get().stop();
    try {
      return Optional.of(analysis.get(END_MILLIS, TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      missing = "their analysis did not end in time";
    } catch (java.util.concurrent.ExecutionException | CompletionException e) {
      missing = "their analysis failed: " + e.getCause();
    }
    return Optional.empty();
  }

  /** {@return why there are no packets; empty where there are} */
  public String missing() {
    return missing;
  }

  @Override
  public void close() {
    capture.ifPresent(LiveCapture::close);
  }
}
