package io.synscope.cli.option;

import io.synscope.cli.terminal.UsageException;
import io.synscope.exchange.Request;
import io.synscope.resp.Command;
import io.synscope.resp.Command.Access;
import io.synscope.resp.Commands;
import io.synscope.run.ProbePlan;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is asked of the server: harmless unless the user insists. */
public final class RequestOptions {
  private static final int GREATEST_PAYLOAD_BYTES = 1 << 20;

  /** Neither reads nor writes keys, and changes nothing. */
  private static final Set<String> HARMLESS =
      Set.of(
          "PING",
          "ECHO",
          "TIME",
          "INFO",
          "ROLE",
          "DBSIZE",
          "LASTSAVE",
          "COMMAND",
          "COMMAND COUNT",
          "COMMAND DOCS",
          "COMMAND INFO",
          "CLIENT ID",
          "CLIENT INFO",
          "CLIENT LIST",
          "CLIENT GETNAME",
          "CONFIG GET",
          "SLOWLOG LEN",
          "SLOWLOG GET",
          "LATENCY LATEST",
          "CLUSTER INFO",
          "CLUSTER NODES",
          "CLUSTER SLOTS");

  @Option(
      names = "--command",
      paramLabel = "COMMAND",
      description = "time this instead of PING, such as \"GET session:1\"")
  private @Nullable String command;

  @Option(
      hidden = true,
      names = "--payload",
      paramLabel = "BYTES",
      description = "PING with so many bytes, which come back")
  private @Nullable Integer payload;

  @Option(hidden = true, names = "--allow-writes", description = "let --command change data")
  private boolean allowWrites;

  @Option(hidden = true, names = "--resp2", description = "greet with HELLO 2")
  private boolean resp2;

  @Option(
      hidden = true,
      names = {"-3", "--resp3"},
      description = "greet with HELLO 3")
  private boolean resp3;

  /** {@return the plan, asking that} */
  public ProbePlan apply(ProbePlan plan) {
    return request().map(request -> plan.withRequest(request, 1)).orElse(plan);
  }

  /** {@return the version for HELLO; 0 for none} */
  public int hello() {
    if (resp2 && resp3) {
      throw new UsageException("--resp2 and --resp3 exclude each other");
    }
    return resp3 ? 3 : resp2 ? 2 : 0;
  }

  private Optional<Request> request() {
    if (command != null && payload != null) {
      throw new UsageException("--command and --payload exclude each other");
    }
    if (payload != null) {
      if (payload < 1 || payload > GREATEST_PAYLOAD_BYTES) {
        throw new UsageException("--payload " + payload + ": write 1 to " + GREATEST_PAYLOAD_BYTES);
      }
      return Optional.of(Request.of("PING", "x".repeat(payload)));
    }
    return Optional.ofNullable(command).map(this::checked);
  }

  private Request checked(String typed) {
    List<String> words = List.of(typed.strip().split("\\s+"));
    String name = words.get(0).toUpperCase(Locale.ROOT);
    Optional<Command> first = Commands.all().find(name);
    Optional<Command> known =
        first.filter(Command::container).isPresent() && words.size() > 1
            ? Commands.all()
                .find(name + " " + words.get(1).toUpperCase(Locale.ROOT))
                .or(() -> first)
            : first;
    if (known.isEmpty() && !allowWrites) {
      throw new UsageException(
          "--command "
              + name
              + ": not a command that synscope knows; --allow-writes sends it anyway");
    }
    known.ifPresent(this::refuseWhatHurts);
    return Request.of(words);
  }

  private void refuseWhatHurts(Command asked) {
    String name = asked.name();
    if (asked.manner() != Command.Manner.PLAIN || asked.work() == Command.Work.PAUSE) {
      throw new UsageException(
          "--command " + name + ": it does not answer at once by design, so it cannot be timed");
    }
    boolean harmless = asked.access() == Access.READ || HARMLESS.contains(name);
    if (!harmless && !allowWrites) {
      throw new UsageException(
          "--command " + name + " may change the server; --allow-writes sends it all the same");
    }
  }
}
