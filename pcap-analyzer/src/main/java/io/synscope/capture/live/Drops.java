package io.synscope.capture.live;

/**
 * What one interface delivered, and where packets were lost on their way.
 *
 * @param device the interface's name
 * @param received packets that passed its filter
 * @param byKernel lost because the kernel's buffer was full
 * @param byInterface lost by the interface or its driver
 * @param byUs lost because analysis or disk did not keep up
 */
public record Drops(String device, long received, long byKernel, long byInterface, long byUs) {
  /** {@return whether anything was lost} */
  public boolean any() {
    return byKernel + byInterface + byUs > 0;
  }

  /** {@return one sentence that says what was lost and what would help} */
  public String sentence() {
    StringBuilder words = new StringBuilder(device + ": of " + received + " packets were lost");
    String comma = " ";
    if (byKernel > 0) {
      words.append(comma).append(byKernel).append(" in the kernel's buffer (a larger -B helps)");
      comma = ", ";
    }
    if (byInterface > 0) {
      words.append(comma).append(byInterface).append(" by the interface (ethtool -S)");
      comma = ", ";
    }
    if (byUs > 0) {
      words.append(comma).append(byUs).append(" because analysis did not keep up (a filter helps)");
    }
    return words.toString();
  }
}
