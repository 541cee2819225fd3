package io.synscope.observation;

/** Who asked and who was asked: the ordered pair of a connection's endpoints. */
public record FourTuple(Endpoint client, Endpoint server) {
  @Override
  public String toString() {
    return client + " > " + server;
  }
}
