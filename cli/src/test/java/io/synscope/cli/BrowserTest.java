package io.synscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.need.RequiresCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page in a real browser. Whatever leaves the page would go through a proxy of ours on
 * loopback, which remembers it and answers nothing.
 */
@Tag("browser")
@RequiresCommand("chromium")
final class BrowserTest {
  private static final Pattern CONSOLE = Pattern.compile(".*(:CONSOLE[:(]|Uncaught).*");

  /** Clicks and types as a reader would, then leaves what it saw in attributes of the body. */
  private static final String READER =
      """
      <script>
      addEventListener("load", () => {
        const told = document.body.dataset;
        const table = document.getElementById("attempts");
        const column = (at) => Array.from(table.tBodies[0].rows, (row) => row.cells[at].textContent.trim());
        const button = (at) => table.tHead.rows[0].cells[at].querySelector("button");
        told.rows = column(0).length;
        button(2).click();
        told.ascending = column(2).join(" ");
        button(2).click();
        told.descending = column(2).join(" ");
        const input = document.getElementById("attempts-filter");
        input.value = column(2)[0];
        input.dispatchEvent(new Event("input"));
        told.shown = Array.from(table.tBodies[0].rows).filter((row) => !row.hidden).length;
        told.wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
      });
      </script>
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accept_queue_overflow_ghost",
        "mtu_blackhole",
        "redis_slow_command",
        "refused_by_firewall",
        "mixed_incident"
      })
  void pageOfALabCapture_opensQuietly_sortsAndFilters(String scenario) throws Exception {
    String html = page(scenario);
    Visit visit = visit(html.replace("</body>", READER + "</body>"));
    assertThat(visit.console()).isEmpty();
    assertThat(visit.requests()).isEmpty();
    assertThat(visit.told("wide")).as("nothing is wider than the window").isEqualTo("0");
    List<String> ascending = List.of(visit.told("ascending").split(" "));
    List<String> descending = List.of(visit.told("descending").split(" "));
    assertThat(ascending).hasSize(Integer.parseInt(visit.told("rows")));
    assertThat(descending).containsExactlyInAnyOrderElementsOf(ascending);
    assertThat(ascending.get(0)).isEqualTo(descending.get(descending.size() - 1));
    assertThat(visit.told("shown"))
        .as("lines with the client at the top")
        .isEqualTo(Long.toString(ascending.stream().filter(descending.get(0)::equals).count()));
    assertThat(visit.picture()).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void pageThatDoesFetchAndFail_isCaughtBySameEyes() throws Exception {
    Visit visit =
        visit(
            "<!DOCTYPE html><title>x</title><body><img src='http://synscope.invalid/x.png'>"
                + "<script>nothing.there</script></body>");
    assertThat(visit.requests()).isNotEmpty();
    assertThat(visit.console()).isNotEmpty();
  }

  private record Visit(String dom, List<String> console, List<String> requests, byte[] picture) {
    String told(String name) {
      Matcher value = Pattern.compile("data-" + name + "=\"([^\"]*)\"").matcher(dom);
      assertThat(value.find()).as(name).isTrue();
      return value.group(1);
    }
  }

  private String page(String scenario) throws IOException {
    Path file = folder.resolve(scenario + ".html");
    String capture = "../pcap-analyzer/src/test/resources/lab/" + scenario + "/client.pcap.gz";
    Run.of("analyze", "--html", file.toString(), capture);
    return Files.readString(file);
  }

  private Visit visit(String html) throws Exception {
    Path file = Files.writeString(folder.resolve("visited.html"), html);
    Path dom = folder.resolve("dom.html");
    Path talk = folder.resolve("talk.txt");
    Path picture = folder.resolve("picture.png");
    List<String> requests = new CopyOnWriteArrayList<>();
    try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread listener = new Thread(() -> remember(proxy, requests), "proxy");
      listener.setDaemon(true);
      listener.start();
      Process browser =
          new ProcessBuilder(
                  "chromium",
                  "--headless",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-dev-shm-usage",
                  "--disable-background-networking",
                  "--disable-component-update",
                  "--disable-sync",
                  "--no-first-run",
                  "--enable-logging=stderr",
                  "--user-data-dir=" + folder.resolve("profile"),
                  "--proxy-server=127.0.0.1:" + proxy.getLocalPort(),
                  "--window-size=390,844",
                  "--screenshot=" + picture,
                  "--dump-dom",
                  file.toUri().toString())
              .redirectOutput(dom.toFile())
              .redirectError(talk.toFile())
              .start();
      assertThat(browser.waitFor()).isZero();
    }
    List<String> console =
        new String(Files.readAllBytes(talk), UTF_8)
            .lines()
            .filter(line -> CONSOLE.matcher(line).matches())
            .toList();
    return new Visit(Files.readString(dom), console, requests, Files.readAllBytes(picture));
  }

  /** What the page asks for; what the browser asks for itself has a host of its maker. */
  private static void remember(ServerSocket proxy, List<String> requests) {
    while (!proxy.isClosed()) {
      try (Socket socket = proxy.accept()) {
        byte[] head = new byte[400];
        int length = socket.getInputStream().read(head);
        String line =
            length > 0 ? new String(head, 0, length, UTF_8).lines().findFirst().orElse("") : "";
        if (!line.contains("google")) {
          requests.add(line);
        }
      } catch (IOException e) {
        // The proxy was closed, or the browser went away.
      }
    }
  }
}
