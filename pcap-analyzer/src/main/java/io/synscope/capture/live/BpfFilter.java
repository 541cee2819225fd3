package io.synscope.capture.live;

import io.synscope.capture.FrameFilter;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.pcap4j.core.BpfProgram;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/**
 * A filter expression as tcpdump takes it, compiled by libpcap for each link type that turns up.
 */
public final class BpfFilter implements FrameFilter, AutoCloseable {
  private static final int SNAP_LENGTH = 262_144;
  private static final int LINK_TYPE_RAW = 101;
  private static final int DLT_RAW = 12; // on Linux the one link type whose number in files differs

  private static final String WITHOUT_LIBPCAP =
      "a filter expression is compiled by libpcap, which is not installed here (apt-get install libpcap0.8);"
          + " --host, --net, --port, --start, --end and --count filter without it";

  private final String expression;
  private final Map<Integer, BpfProgram> programs = new HashMap<>();

  private BpfFilter(String expression) {
    this.expression = expression;
  }

  /**
   * Compiles an expression, for Ethernet at first.
   *
   * @throws BpfException where it is not one, or libpcap is not installed
   */
  public static BpfFilter compile(String expression) {
    BpfFilter filter = new BpfFilter(expression);
    filter.program(DataLinkType.EN10MB.value());
    return filter;
  }

  /**
   * @throws BpfException where the expression makes no sense for this link type
   */
  @Override
  public boolean accepts(
      ByteBuffer bytes, int offset, int capturedLength, int originalLength, int linkNumber) {
    byte[] frame = new byte[capturedLength];
    bytes.get(offset, frame);
    return program(linkNumber).applyFilter(frame, originalLength, capturedLength);
  }

  @Override
  public void close() {
    programs.values().forEach(BpfProgram::free);
    programs.clear();
  }

  private BpfProgram program(int linkNumber) {
    return programs.computeIfAbsent(linkNumber, this::compileFor);
  }

  private BpfProgram compileFor(int linkNumber) {
    int number = linkNumber == LINK_TYPE_RAW ? DLT_RAW : linkNumber;
    try {
      return Pcaps.compileFilter(
          SNAP_LENGTH,
          DataLinkType.getInstance(number),
          expression,
          BpfCompileMode.OPTIMIZE,
          anyMask());
    } catch (PcapNativeException e) {
      throw new BpfException(
          "\"" + expression + "\" is no filter for link type " + number + "; see man pcap-filter",
          e);
    } catch (LinkageError e) {
      throw new BpfException(WITHOUT_LIBPCAP, e);
    }
  }

  private static Inet4Address anyMask() {
    try {
      return (Inet4Address) InetAddress.getByAddress(new byte[4]);
    } catch (UnknownHostException e) {
      throw new AssertionError(e); // four bytes are always an address
    }
  }
}
