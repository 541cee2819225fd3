package io.synscope.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.observation.Address;
import io.synscope.observation.Outcome;
import io.synscope.testkit.lab.OpenFiles;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What happens when this process may open no more files. Changes its own limit for a moment, with
 * prlimit(1).
 */
@EnabledOnOs(OS.LINUX)
class DescriptorTest {
  @Test
  void noDescriptorLeft_isLocal() throws Exception {
    try (Transport transport = Transport.open(Transport.Kind.NATIVE, false, System::nanoTime)) {
      transport.loop().submit(() -> {}).sync();
      CompletableFuture<LineFailure> loading = new CompletableFuture<>();
      transport.loop().submit(() -> dial(transport, loading)).sync(); // classes are files, too
      assertThat(loading.get().errno()).isEqualTo(Errno.ECONNREFUSED);
      CompletableFuture<LineFailure> failure = new CompletableFuture<>();
      try (OpenFiles none = OpenFiles.forbid()) {
        transport.loop().submit(() -> dial(transport, failure)).sync();
        assertThat(failure.get().errno()).isEqualTo(Errno.EMFILE);
        assertThat(none).isNotNull();
      }
      assertThat(HandshakeJudge.outcome(facts(failure.get())))
          .isEqualTo(Outcome.LOCAL_DESCRIPTORS_EXHAUSTED);
    }
  }

  private static void dial(Transport transport, CompletableFuture<LineFailure> failure) {
    transport
        .dialer()
        .dial(
            new InetSocketAddress("127.0.0.1", 9),
            DialOptions.DEFAULT,
            new LineListener() {
              @Override
              public void connected(long atNanos) {
                failure.completeExceptionally(new AssertionError("connected"));
              }

              @Override
              public void received(ByteBuffer bytes, long atNanos) {}

              @Override
              public void closedByPeer(long atNanos) {}

              @Override
              public void failed(LineFailure how, long atNanos) {
                failure.complete(how);
              }
            });
  }

  private static HandshakeFacts facts(LineFailure failure) {
    return new HandshakeFacts(
        false,
        Optional.of(failure),
        0,
        TcpAccount.UNKNOWN,
        Optional.empty(),
        Optional.empty(),
        Address.parse("127.0.0.1"),
        false);
  }
}
