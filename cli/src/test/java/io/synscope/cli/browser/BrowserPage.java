package io.synscope.cli.browser;

import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** One page in the browser: where it is, what it says on its console, what it asks for. */
public final class BrowserPage implements AutoCloseable {
  private final Browser browser;
  private final String session;
  private final String target;
  private final List<String> console = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Boolean> loaded = new CompletableFuture<>();

  BrowserPage(Browser browser, String session, String target) {
    this.browser = browser;
    this.session = session;
    this.target = target;
    browser.listen(session, this::heard);
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      ask(domain + ".enable", Map.of());
    }
  }

  private void heard(Message event) {
    Message what = event.in("params");
    switch (event.text("method")) {
      case "Page.loadEventFired" -> loaded.complete(true);
      case "Runtime.exceptionThrown" -> console.add(what.in("exceptionDetails").text("text"));
      case "Runtime.consoleAPICalled" -> console.add("console." + what.text("type"));
      case "Log.entryAdded" -> console.add(what.in("entry").text("text"));
      case "Network.requestWillBeSent" -> requests.add(what.in("request").text("url"));
      default -> {}
    }
  }

  private Message ask(String method, Map<String, Object> parameters) {
    return browser.ask(session, method, parameters);
  }

  /** Goes to that file and waits until it has loaded. */
  public void visit(Path file) {
    console.clear();
    requests.clear();
    loaded = new CompletableFuture<>();
    ask("Page.navigate", Map.of("url", file.toUri().toString()));
    loaded.join();
  }

  /** Makes the window so wide and high; {@code phone} as a phone lays pages out. */
  public void size(int width, int height, boolean phone) {
    ask(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
  }

  /** As a reader who prefers dark colours, and as a printer. */
  public void medium(boolean dark, boolean print) {
    Map<String, Object> scheme =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    ask(
        "Emulation.setEmulatedMedia",
        Map.of("media", print ? "print" : "screen", "features", List.of(scheme)));
  }

  /** {@return what the expression is worth, as text} */
  public String evaluate(String expression) {
    Message answer =
        ask(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(
          answer.in("exceptionDetails").in("exception").text("description") + ": " + expression);
    }
    return answer.in("result").text("value");
  }

  /** {@return the whole page as PNG} */
  public byte[] picture() {
    return picture("html");
  }

  /** {@return the part of the page that holds everything that the selector finds, as PNG} */
  public byte[] picture(String selector) {
    String[] box =
        evaluate(
                """
                (() => {
                  const boxes = [...document.querySelectorAll("%s")].map((e) => e.getBoundingClientRect());
                  const left = Math.min(...boxes.map((b) => b.left));
                  const top = Math.min(...boxes.map((b) => b.top));
                  const right = Math.max(...boxes.map((b) => b.right));
                  const bottom = Math.max(...boxes.map((b) => b.bottom));
                  const around = document.documentElement.clientWidth - (right - left) > 40 ? 14 : 0;
                  return [left + scrollX - around, top + scrollY - around, right - left + 2 * around,
                    bottom - top + 2 * around].join(" ");
                })()
                """
                    .formatted(selector))
            .split(" ");
    Map<String, Object> clip = new LinkedHashMap<>();
    clip.put("x", Double.parseDouble(box[0]));
    clip.put("y", Double.parseDouble(box[1]));
    clip.put("width", Double.parseDouble(box[2]));
    clip.put("height", Double.parseDouble(box[3]));
    clip.put("scale", 1);
    Map<String, Object> how = Map.of("format", "png", "captureBeyondViewport", true, "clip", clip);
    return Base64.getDecoder().decode(ask("Page.captureScreenshot", how).text("data"));
  }

  /** {@return what the page said on its console, and what the browser complained of} */
  public List<String> console() {
    return List.copyOf(console);
  }

  /** {@return addresses that were asked for, the page's own among them} */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    browser.ask("", "Target.closeTarget", Map.of("targetId", target));
  }
}
