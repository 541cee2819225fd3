package io.synscope.cli.diagnose;

import io.synscope.exchange.Credentials;
import io.synscope.exchange.TlsPlan;
import io.synscope.finding.Finding;
import io.synscope.report.Report;
import io.synscope.rule.witness.Thresholds;
import io.synscope.target.AddressFamily;
import io.synscope.target.Target;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.lab.Namespace;
import io.synscope.testkit.lab.Program;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A lab in which something is broken and then examined; tidied after each test, gone after all. It
 * is made when a test first asks for it, so that a class that is skipped makes none.
 */
final class Bed implements AfterEachCallback, AfterAllCallback {
  private final List<AutoCloseable> open = new ArrayList<>();
  private @Nullable Lab lab;

  /** Its three hosts. */
  Lab lab() {
    if (lab == null) {
      lab = Lab.create();
    }
    return lab;
  }

  /** A server that lives until the test is over. */
  Program redis(String... settings) {
    return keep(lab().redis(settings));
  }

  <T extends AutoCloseable> T keep(T resource) {
    open.add(resource);
    return resource;
  }

  /** Connections that stay, made one after the other. */
  void connect(int count, int port) {
    for (int i = 0; i < count; i++) {
      keep(lab().client().call(() -> new Socket(Lab.SERVER, port)));
    }
  }

  /** What the client finds about the server. */
  Report diagnose(int port) {
    return diagnose(lab().client(), Lab.SERVER + ":" + port, Optional.empty());
  }

  Report diagnose(int port, Credentials who) {
    Wish wish = wish(Lab.SERVER + ":" + port, who, Optional.empty());
    return lab().client().call(() -> Examination.of(wish));
  }

  Report diagnose(Namespace from, String target, Optional<TlsPlan> tls) {
    Wish wish = wish(target, tls);
    return from.call(() -> Examination.of(wish));
  }

  /** What the command wishes unless told otherwise. */
  Wish wish(String target, Optional<TlsPlan> tls) {
    return wish(target, Credentials.NONE, tls);
  }

  private static Wish wish(String target, Credentials who, Optional<TlsPlan> tls) {
    return new Wish(
        Target.parse(target),
        AddressFamily.ANY,
        tls,
        who,
        10_000_000_000L,
        true,
        false,
        0,
        Thresholds.USUAL);
  }

  static String cause(Report report) {
    return report.headline().cause();
  }

  /** What was found, for a failure's message. */
  static String all(Report report) {
    StringBuilder words = new StringBuilder(report.headline().toString());
    for (Finding f : report.findings()) {
      words.append('\n').append(f.cause().id()).append(' ').append(f.severity()).append(' ');
      words.append(f.confidence()).append(' ').append(f.sentence()).append(f.symptomOf());
    }
    report.checks().forEach(line -> words.append('\n').append(line));
    return words.toString();
  }

  @Override
  public void afterEach(ExtensionContext test) throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    open.clear();
    if (lab != null) {
      lab.flushRules();
    }
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    if (lab != null) {
      lab.close();
    }
  }
}
