package io.synscope.rule.witness;

import io.synscope.observation.CaptureFacts;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Vantage;
import io.synscope.rule.Judgement;
import java.util.List;
import java.util.Optional;

/**
 * One of two captures.
 *
 * @param name what the user calls it
 * @param files how many files it has
 * @param judgement what it says alone
 * @param scope what of it was looked at
 * @param said where it was taken, by what the user says
 */
public record Side(
    String name, int files, Judgement judgement, Scope scope, Optional<Vantage> said) {

  /** A capture that was looked at as a whole, and of which nothing was said. */
  public Side(String name, int files, Judgement judgement) {
    this(name, files, judgement, Scope.ALL, Optional.empty());
  }

  /**
   * What of a capture was looked at: what was left out is not missing.
   *
   * @param toItsEnds all of its time
   * @param everyAddress all clients and servers
   */
  public record Scope(boolean toItsEnds, boolean everyAddress) {
    /** Nothing was left out. */
    public static final Scope ALL = new Scope(true, true);
  }

  boolean complete() {
    return capture().packets() > 0 && capture().droppedByCapture() == 0;
  }

  List<ConnectionAttempt> attempts() {
    return judgement.file().attempts();
  }

  CaptureFacts capture() {
    return judgement.file().observations().capture();
  }

  boolean saidNearerThan(Side other) {
    return said.isPresent()
        && other.said.isPresent()
        && fromTheClients(said.get()) < fromTheClients(other.said.get());
  }

  boolean fartherThan(Side other) {
    return fromTheClients(vantage()) > fromTheClients(other.vantage());
  }

  private Vantage vantage() {
    return said.orElse(judgement.file().vantage());
  }

  private static int fromTheClients(Vantage vantage) {
    return switch (vantage) {
      case CLIENT, SOCKET -> 0;
      case MIDPATH, UNKNOWN -> 1;
      case SERVER -> 2;
    };
  }
}
