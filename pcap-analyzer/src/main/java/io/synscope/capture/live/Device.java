package io.synscope.capture.live;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.pcap4j.core.PcapAddress;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface;
import org.pcap4j.core.Pcaps;

/**
 * An interface that libpcap can capture.
 *
 * @param name as {@code -i} takes it
 * @param description libpcap's words; empty for most
 * @param addresses its addresses
 * @param up whether it is up
 * @param running whether it has carrier
 */
public record Device(
    String name, String description, List<String> addresses, boolean up, boolean running) {
  /**
   * {@return the interfaces here, in libpcap's order}
   *
   * @throws LiveException where they cannot be listed
   */
  public static List<Device> all() {
    try {
      return Pcaps.findAllDevs().stream().map(Device::of).toList();
    } catch (PcapNativeException e) {
      throw new LiveException("interfaces cannot be listed: " + e.getMessage(), e);
    } catch (LinkageError e) {
      throw Refusal.withoutLibpcap(e);
    }
  }

  private static Device of(PcapNetworkInterface device) {
    return new Device(
        device.getName(),
        Objects.requireNonNullElse(device.getDescription(), ""),
        device.getAddresses().stream()
            .map(PcapAddress::getAddress)
            .filter(Objects::nonNull)
            .map(InetAddress::getHostAddress)
            .toList(),
        device.isUp(),
        device.isRunning());
  }
}
