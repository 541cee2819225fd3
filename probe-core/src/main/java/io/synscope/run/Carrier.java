package io.synscope.run;

/** How the requests of one lane are carried: each on a connection of its own, or on kept ones. */
interface Carrier {
  /** Makes ready to carry, then calls {@code whenReady} once. */
  void open(Runnable whenReady);

  /** {@return whether a request could be begun now} */
  boolean hasRoom();

  /** {@return whether nothing carries requests now, and nothing that is under way will} */
  boolean isDown();

  /** Begins request {@code k}. */
  void begin(long k, boolean warmUp, long intendedNanos);

  /** {@return requests whose fate nobody has been told yet} */
  int underWay();

  /** The run is over. */
  void abandon();
}
