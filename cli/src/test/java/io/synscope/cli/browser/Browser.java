package io.synscope.cli.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Chromium without a window, told what to do in its DevTools protocol over loopback. It resolves no
 * names: whatever a page asks for stays here, and is told.
 */
public final class Browser implements AutoCloseable {
  private static final String LISTENING = "DevTools listening on ";

  private final Process process;
  private final WebSocket socket;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, CompletableFuture<Message>> answers = new ConcurrentHashMap<>();
  private final Map<String, Consumer<Message>> listeners = new ConcurrentHashMap<>();

  private Browser(Process process, String address) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), new Ear())
            .join();
  }

  /** Starts one whose profile lives in that folder. */
  public static Browser start(Path folder) throws IOException {
    Process process =
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
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=" + Files.createDirectories(folder),
                "--remote-debugging-port=0",
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader talk = process.errorReader();
    StringBuilder heard = new StringBuilder();
    for (String line = talk.readLine(); line != null; line = talk.readLine()) {
      heard.append(line).append('\n');
      if (line.startsWith(LISTENING)) {
        Thread drain = new Thread(() -> talk.lines().forEach(more -> {}), "browser talk");
        drain.setDaemon(true);
        drain.start();
        return new Browser(process, line.substring(LISTENING.length()));
      }
    }
    throw new IOException("chromium did not start:\n" + heard);
  }

  /** {@return an empty page} */
  public BrowserPage open() {
    String target = ask("", "Target.createTarget", Map.of("url", "about:blank")).text("targetId");
    Map<String, Object> how = Map.of("targetId", target, "flatten", true);
    return new BrowserPage(this, ask("", "Target.attachToTarget", how).text("sessionId"), target);
  }

  /** Tells {@code listener} what happens in a session. */
  void listen(String session, Consumer<Message> listener) {
    listeners.put(session, listener);
  }

  /** Sends a command and waits for what comes of it. */
  Message ask(String session, String method, Map<String, Object> parameters) {
    long number = numbers.incrementAndGet();
    Map<String, Object> command = new LinkedHashMap<>();
    command.put("id", number);
    command.put("method", method);
    command.put("params", parameters);
    if (!session.isEmpty()) {
      command.put("sessionId", session);
    }
    CompletableFuture<Message> answer = new CompletableFuture<>();
    answers.put(number, answer);
    socket.sendText(new Message(command).toJson(), true).join();
    Message whole = answer.join();
    if (whole.has("error")) {
      throw new IllegalStateException(method + ": " + whole.in("error").text("message"));
    }
    return whole.in("result");
  }

  @Override
  public void close() {
    try {
      ask("", "Browser.close", Map.of());
    } catch (CompletionException e) {
      // It may leave before it has answered.
    }
    process.onExit().join();
  }

  /** Hears what the browser says. */
  private final class Ear implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence text, boolean last) {
      parts.append(text);
      if (last) {
        Message message = Message.parse(parts.toString());
        parts.setLength(0);
        if (message.has("id")) {
          answers.remove(Long.parseLong(message.text("id"))).complete(message);
        } else {
          listeners.getOrDefault(message.text("sessionId"), ignored -> {}).accept(message);
        }
      }
      webSocket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
      fail(new IOException("the browser went away: " + reason));
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      fail(error);
    }

    private void fail(Throwable why) {
      answers.values().forEach(answer -> answer.completeExceptionally(why));
    }
  }
}
