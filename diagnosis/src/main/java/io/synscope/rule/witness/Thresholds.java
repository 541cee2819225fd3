package io.synscope.rule.witness;

/**
 * From when on a server's own figures are an alarm.
 *
 * @param clientsPercent of maxclients
 * @param memoryPercent of maxmemory, where nothing is evicted
 * @param slowMillis a command or a stall that others notice
 */
public record Thresholds(int clientsPercent, int memoryPercent, int slowMillis) {
  /**
   * What operators of Redis usually alarm at: 80 % of maxclients, 90 % of maxmemory; 100 ms is ten
   * times Redis's own slowlog-log-slower-than.
   */
  public static final Thresholds USUAL = new Thresholds(80, 90, 100);
}
