package io.synscope.cli.diagnose;

import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.lab.Namespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Answers the questions that this host's resolver sends, inside a lab: the address that
 * resolv.conf(5) names lives in its server, or on its client's loopback where it is one.
 */
final class NameServer implements AutoCloseable {
  private static final int HEADER = 12;
  private static final int NXDOMAIN = 3;
  private static final int TYPE_A = 1;

  private final DatagramSocket socket;
  private final List<String> addresses;

  private NameServer(DatagramSocket socket, List<String> addresses) {
    this.socket = socket;
    this.addresses = addresses;
    Thread thread = new Thread(this::answerAll, "name server of the lab");
    thread.setDaemon(true);
    thread.start();
  }

  /** Gives the resolver's address to the lab; nobody listens on it yet. */
  static String settle(Lab lab) {
    String address = ofThisHost();
    if (!address.startsWith("127.")) {
      lab.server().run("ip", "addr", "replace", address + "/32", "dev", "lo");
      lab.router().run("ip", "route", "replace", address + "/32", "via", Lab.SERVER);
    }
    return address;
  }

  /** Answers with these addresses; with NXDOMAIN where there are none. */
  static NameServer start(Lab lab, String... addresses) {
    String own = settle(lab);
    Namespace where = own.startsWith("127.") ? lab.client() : lab.server();
    return new NameServer(
        where.call(() -> new DatagramSocket(53, InetAddress.getByName(own))), List.of(addresses));
  }

  private static String ofThisHost() {
    try {
      return Files.readAllLines(Path.of("/etc/resolv.conf")).stream()
          .filter(line -> line.matches("nameserver\\s+[0-9.]+\\s*"))
          .map(line -> line.split("\\s+")[1])
          .findFirst()
          .orElse("127.0.0.1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answerAll() {
    byte[] bytes = new byte[512];
    try {
      while (!socket.isClosed()) {
        DatagramPacket question = new DatagramPacket(bytes, bytes.length);
        socket.receive(question);
        byte[] answer = answer(Arrays.copyOf(bytes, question.getLength()));
        socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private byte[] answer(byte[] question) throws IOException {
    int end = HEADER;
    while (question[end] != 0) {
      end += question[end] + 1;
    }
    int type = question[end + 2];
    end += 5;
    int count = type == TYPE_A ? addresses.size() : 0;
    ByteBuffer answer = ByteBuffer.allocate(512).put(question, 0, end);
    answer.put(2, (byte) 0x81).put(3, (byte) (0x80 | (addresses.isEmpty() ? NXDOMAIN : 0)));
    answer.putShort(6, (short) count).putShort(8, (short) 0).putShort(10, (short) 0);
    for (int i = 0; i < count; i++) {
      answer.putShort((short) 0xc00c).putShort((short) TYPE_A).putShort((short) 1).putInt(60);
      answer.putShort((short) 4).put(InetAddress.getByName(addresses.get(i)).getAddress());
    }
    return Arrays.copyOf(answer.array(), answer.position());
  }

  @Override
  public void close() {
    socket.close();
  }
}
