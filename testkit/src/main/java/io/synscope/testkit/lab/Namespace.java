package io.synscope.testkit.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** One network namespace: a host of the lab. */
public final class Namespace implements AutoCloseable {
  private final String name;
  private final List<Program> programs = new ArrayList<>();

  private Namespace(String name) {
    this.name = name;
  }

  static Namespace create(String name) {
    Shell.run("ip", "netns", "add", name);
    Namespace made = new Namespace(name);
    made.run("ip", "link", "set", "lo", "up");
    return made;
  }

  /** {@return the name that ip-netns(8) knows it by} */
  public String name() {
    return name;
  }

  /** {@return what a command prints that is run here to its end} */
  public String run(String... command) {
    return Shell.run(inside(command));
  }

  /** Loads nftables rules. */
  public void nft(String rules) {
    Shell.feed(rules, inside("nft", "-f", "-"));
  }

  /** Adds one rule at a hook: forward, input, output. */
  public void rule(String hook, String rule) {
    nft(
        """
        table inet lab {
          chain %1$s {
            type filter hook %1$s priority 0
            %2$s
          }
        }
        """
            .formatted(hook, rule));
  }

  /**
   * Drops the first packet that matches of each TCP source or destination port, and lets all later
   * ones pass.
   */
  public void dropFirst(String hook, String matching, String portOf) {
    nft(
        """
        table inet lab {
          set seen {
            type inet_service
            flags dynamic
            size 65535
          }
          chain %1$s {
            type filter hook %1$s priority 0
            %2$s tcp %3$s != @seen add @seen { tcp %3$s } drop
          }
        }
        """
            .formatted(hook, matching, portOf));
  }

  /** Sets a kernel setting of this namespace, written with dots. */
  public void sysctl(String key, Object value) {
    run("sysctl", "-q", "-w", key + "=" + value);
  }

  /**
   * Starts a program that goes on until {@link Program#close} or until the namespace is removed.
   */
  public Program start(String... command) {
    Program program = Program.start(inside(command));
    programs.add(program);
    return program;
  }

  /**
   * {@return what {@code work} returns, done by a thread that lives here, as do all threads that it
   * starts}
   *
   * @param work may throw; what it throws is thrown on as the cause of a {@link
   *     CompletionException}
   */
  public <T> T call(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                Setns.enter(name);
                result.complete(work.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            "in " + name);
    thread.setDaemon(true);
    thread.start();
    return result.join();
  }

  private String[] inside(String... command) {
    return Stream.concat(Stream.of("ip", "netns", "exec", name), Stream.of(command))
        .toArray(String[]::new);
  }

  @Override
  public void close() {
    programs.forEach(Program::close);
    Shell.run("ip", "netns", "delete", name);
  }
}
