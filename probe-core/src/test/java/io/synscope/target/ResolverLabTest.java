package io.synscope.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.lab.Namespace;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresRoot;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Name servers that fail in each way, in a namespace that bears the address of the host's own name
 * server.
 */
@RequiresRoot
@RequiresCommand("ip")
class ResolverLabTest {
  private static final Lab LAB = Lab.create();
  private static final Namespace CLIENT = LAB.client();

  @BeforeAll
  static void bearTheNameServersAddress() throws IOException {
    for (String address : nameServers()) {
      CLIENT.run("ip", "addr", "add", address, "dev", "lo");
    }
  }

  @AfterAll
  static void remove() {
    LAB.close();
  }

  @ParameterizedTest
  @CsvSource({
    "3, nx, NO_SUCH_NAME",
    "2, servfail, TEMPORARY",
    "5, refused, TEMPORARY",
    "0, empty, NO_ADDRESS"
  })
  void answerOfTheNameServer_isTold(int code, String name, NameFailure failure) throws Exception {
    try (DatagramSocket server = nameServer(code)) {
      Resolution resolution = resolve(name + ".lab.test", 30, AddressFamily.ANY);
      assertThat(resolution.failure()).contains(failure);
      assertThat(server.isClosed()).isFalse();
    }
  }

  @Test
  void silentNameServer_isATimeout() throws Exception {
    try (DatagramSocket server = nameServer(-1)) {
      assertThat(resolve("silent.lab.test", 1, AddressFamily.ANY).failure())
          .contains(NameFailure.TIMEOUT);
      assertThat(server.isClosed()).isFalse();
    }
  }

  @Test
  void nameOfTheOtherFamilyOnly_isTold() {
    assertThat(resolve("10.1.2.3", 30, AddressFamily.IPV6).failure())
        .contains(NameFailure.NO_ADDRESS_OF_FAMILY);
  }

  @Test
  void addressNeedsNoName() {
    Resolution resolution = resolve("10.1.2.3", 30, AddressFamily.ANY);
    assertThat(resolution.literal()).isTrue();
    assertThat(resolution.addresses()).hasSize(1);
  }

  private static Resolution resolve(String host, int seconds, AddressFamily family) {
    return CLIENT.call(
        () ->
            new Resolver(family, TimeUnit.SECONDS.toNanos(seconds), System::nanoTime)
                .resolve(Target.parse(host))
                .get());
  }

  private static List<String> nameServers() throws IOException {
    List<String> addresses =
        Files.readAllLines(Path.of("/etc/resolv.conf")).stream()
            .filter(line -> line.startsWith("nameserver "))
            .map(line -> line.substring(11).strip())
            .filter(address -> !address.startsWith("127."))
            .toList();
    Assumptions.assumeFalse(
        addresses.stream().anyMatch(address -> address.indexOf(':') >= 0), "an IPv6 name server");
    return addresses;
  }

  /** Answers every question with this code and no record; with -1, with nothing. */
  private static DatagramSocket nameServer(int code) {
    return CLIENT.call(
        () -> {
          DatagramSocket socket = new DatagramSocket(53, InetAddress.getByName("0.0.0.0"));
          Thread thread = new Thread(() -> serve(socket, code), "name server");
          thread.setDaemon(true);
          thread.start();
          return socket;
        });
  }

  private static void serve(DatagramSocket socket, int code) {
    byte[] bytes = new byte[512];
    while (!socket.isClosed()) {
      try {
        DatagramPacket question = new DatagramPacket(bytes, bytes.length);
        socket.receive(question);
        if (code >= 0) {
          bytes[2] |= (byte) 0x80; // RFC 1035 4.1.1: QR, this is a response
          bytes[3] = (byte) (0x80 | code); // RA, RCODE
          int end = 12;
          while (bytes[end] != 0) {
            end += bytes[end] + 1;
          }
          bytes[10] = 0;
          bytes[11] = 0; // ARCOUNT: EDNS is not repeated
          socket.send(new DatagramPacket(bytes, end + 5, question.getSocketAddress()));
        }
      } catch (IOException e) {
        return; // closed
      }
    }
  }
}
