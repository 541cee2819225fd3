package io.synscope.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.fixture.RecordedFrame;
import io.synscope.testkit.fixture.Recording;
import io.synscope.testkit.script.PacketScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords, keys and values that crossed the wire stand in nothing that is written. */
final class PlantedSecretTest {
  private static final String KEY = "plantedkey";
  private static final List<String> SECRETS =
      List.of("plantedpassword", "planteduser", KEY, "plantedvalue", "plantedargument");

  /** A refused AUTH, a served SET and GET, and an error reply that repeats what was sent. */
  private static final String TALK =
      """
      # A client whose password is refused talks on.
      rtt 200us
      0        C > S  handshake
      +1ms     C > S  P.  "AUTH planteduser plantedpassword\\r\\n"
      +200us   S > C  P.  "-WRONGPASS invalid username-password pair or user is disabled.\\r\\n"
      +1ms     C > S  P.  "*3\\r\\n$3\\r\\nSET\\r\\n$10\\r\\nplantedkey\\r\\n$12\\r\\nplantedvalue\\r\\n"
      +200us   S > C  P.  "+OK\\r\\n"
      +1ms     C > S  P.  "*2\\r\\n$3\\r\\nGET\\r\\n$10\\r\\nplantedkey\\r\\n"
      +200us   S > C  P.  "$12\\r\\nplantedvalue\\r\\n"
      +1ms     C > S  P.  "*2\\r\\n$7\\r\\nNOTHING\\r\\n$15\\r\\nplantedargument\\r\\n"
      +200us   S > C  P.  "-ERR unknown command 'NOTHING', with args beginning with: 'plantedargument' \\r\\n"
      +1ms     C > S  F.
      +200us   S > C  F.
      +10us    C > S  .
      until 3
      """;

  @TempDir private Path folder;
  private String capture = "";

  @BeforeEach
  void writeCapture() throws IOException {
    byte[] pcap = PacketScript.parse("planted", TALK).pcap();
    assertThat(new String(pcap, ISO_8859_1)).as("the capture itself").contains(SECRETS);
    capture = Files.write(folder.resolve("planted.pcap"), pcap).toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--format text",
        "--format text -v",
        "--format json",
        "--format ndjson",
        "--explain all",
        "--wireshark"
      })
  void noOutputHoldsIt(String options) {
    Run run = analyze(options.split(" "));
    assertThat(run.out()).as("the conversation was heard").contains("WRONGPASS");
    assertThat(run.out() + run.talk()).doesNotContain(SECRETS);
  }

  @Test
  void extractedPacketsDoNotHoldIt_unlessAskedForPayload() throws IOException {
    analyze("--extract", folder.resolve("cut").toString());
    assertThat(filesIn("cut")).isNotEmpty().doesNotContain(SECRETS);
    analyze("--extract", folder.resolve("whole").toString(), "--with-payload");
    assertThat(filesIn("whole")).contains("plantedpassword");
  }

  @Test
  void intervalLogDoesNotHoldIt() throws IOException {
    Path log = folder.resolve("times.hlog");
    analyze("--hlog", log.toString());
    assertThat(Files.readString(log)).contains("GET").doesNotContain(SECRETS);
  }

  @Test
  void htmlPageDoesNotHoldIt() throws IOException {
    Path page = folder.resolve("page.html");
    analyze("--html", page.toString());
    assertThat(Files.readString(page)).contains("WRONGPASS").doesNotContain(SECRETS);
  }

  /** What follows a hole is not taken for a command, an error or a key that may be shown. */
  @Test
  void whateverPacketIsMissing_noOutputHoldsIt() throws IOException {
    List<RecordedFrame> all = PacketScript.parse("planted", TALK).recording().frames();
    for (int missing = 0; missing < all.size(); missing++) {
      List<RecordedFrame> frames = new ArrayList<>(all);
      frames.remove(missing);
      Files.write(Path.of(capture), new Recording(frames).pcap());
      Run run = analyze("--format", "json");
      assertThat(run.out()).as("without packet %d", missing + 1).doesNotContain(SECRETS);
    }
  }

  @Test
  void showKeys_showsKeysAndNothingElse() {
    Run run = analyze("--format", "json", "--show-keys");
    assertThat(run.out()).contains(KEY);
    assertThat(run.out())
        .doesNotContain(SECRETS.stream().filter(secret -> !secret.equals(KEY)).toList());
  }

  private Run analyze(String... options) {
    return Run.of(
        Stream.concat(Stream.of("analyze", capture), Stream.of(options)).toArray(String[]::new));
  }

  private String filesIn(String name) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(file.getFileName()).append(new String(Files.readAllBytes(file), ISO_8859_1));
      }
    }
    return all.toString();
  }
}
