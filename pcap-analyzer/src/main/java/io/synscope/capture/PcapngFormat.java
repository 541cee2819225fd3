package io.synscope.capture;

import io.synscope.wire.FrameDirection;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The block format of Wireshark and dumpcap, draft-ietf-opsawg-pcapng.
 *
 * <pre>
 *  0            4              8                                  length - 4
 * +------------+--------------+-------------------+-------------+--------------+
 * | block type | total length | body              | options     | total length |
 * +------------+--------------+-------------------+-------------+--------------+
 * </pre>
 *
 * <p>Every section may have the other byte order, and interfaces of its own with their own link
 * types and clocks.
 */
final class PcapngFormat extends RecordFormat {
  static final int SECTION_HEADER = 0x0a0d0d0a; // the same in both byte orders
  static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;

  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int INTERFACE_STATISTICS = 5;
  private static final int ENHANCED_PACKET = 6;
  private static final int JOURNAL_EXPORT = 9;
  private static final int CUSTOM = 0xbad;
  private static final int CUSTOM_NOT_COPIED = 0x40000bad;

  private static final int LENGTH_OFFSET = 4;
  private static final int BODY_OFFSET = 8;
  private static final int TRAILER_LENGTH = 4;
  private static final int SMALLEST_BLOCK = 12;

  private static final int LINK_OFFSET = 8;
  private static final int INTERFACE_SNAP_LENGTH_OFFSET = 12;
  private static final int INTERFACE_OPTIONS_OFFSET = 16;

  private static final int INTERFACE_OFFSET = 8;
  private static final int DROPS_OFFSET = 10;
  private static final int TIME_HIGH_OFFSET = 12;
  private static final int TIME_LOW_OFFSET = 16;
  private static final int CAPTURED_OFFSET = 20;
  private static final int ORIGINAL_OFFSET = 24;
  private static final int DATA_OFFSET = 28;

  private static final int SIMPLE_ORIGINAL_OFFSET = 8;
  private static final int SIMPLE_DATA_OFFSET = 12;

  private static final int STATISTICS_OPTIONS_OFFSET = 20;

  /**
   * Options of a packet are comments, hashes, flags: a block that claims more than this beside its
   * data is damage.
   */
  private static final int MAX_BLOCK = MAX_CAPTURED + 256 * 1024;

  private static final int NO_DROPS_KNOWN = 0xffff;

  private final PcapngInterfaces interfaces = new PcapngInterfaces();
  private final PcapngOptions options = new PcapngOptions();
  private boolean littleEndian;
  private long droppedBetweenPackets;

  /**
   * Before the first section header, whose byte order is already known for the file's description.
   */
  PcapngFormat(boolean littleEndian) {
    this.littleEndian = littleEndian;
  }

  @Override
  int next(ByteBuffer window, int at, int limit) {
    frame = false;
    if (limit - at < SMALLEST_BLOCK) {
      return incomplete(SMALLEST_BLOCK);
    }
    int type = window.getInt(at);
    if (type == SECTION_HEADER && !findByteOrder(window.getInt(at + BODY_OFFSET))) {
      return damaged("a section header has no byte-order magic");
    }
    type = order(type);
    int length = order(window.getInt(at + LENGTH_OFFSET));
    if (length < SMALLEST_BLOCK || (length & 3) != 0) {
      return damaged("a block claims to be " + Integer.toUnsignedString(length) + " bytes long");
    }
    if (!isRead(type)) {
      if (Wireshark.numbers(type)) {
        number++;
      }
      return length;
    }
    if (length > MAX_BLOCK) {
      return damaged("a block of type " + type + " claims to be " + length + " bytes long");
    }
    if (limit - at < length) {
      return incomplete(length);
    }
    if (window.getInt(at + length - TRAILER_LENGTH) != window.getInt(at + LENGTH_OFFSET)) {
      return damaged("the two lengths of a block differ");
    }
    return block(type, window, at, length) ? length : DAMAGED;
  }

  @Override
  String describe() {
    return littleEndian ? "pcapng, little-endian" : "pcapng, big-endian";
  }

  @Override
  long dropped() {
    long dropped = interfaces.dropped();
    return droppedBetweenPackets == 0 ? dropped : Math.max(dropped, droppedBetweenPackets);
  }

  @Override
  List<String> remarks() {
    return interfaces.remarks();
  }

  private static boolean isRead(int type) {
    return switch (type) {
      case SECTION_HEADER,
          INTERFACE_DESCRIPTION,
          PACKET,
          SIMPLE_PACKET,
          INTERFACE_STATISTICS,
          ENHANCED_PACKET ->
          true;
      default -> false;
    };
  }

  private boolean block(int type, ByteBuffer window, int at, int length) {
    return switch (type) {
      case ENHANCED_PACKET ->
          packet(window, at, length, order(window.getInt(at + INTERFACE_OFFSET)));
      case PACKET -> oldPacket(window, at, length);
      case SIMPLE_PACKET -> simplePacket(window, at, length);
      case INTERFACE_DESCRIPTION -> describeInterface(window, at, length);
      case INTERFACE_STATISTICS -> statistics(window, at, length);
      default -> beginSection();
    };
  }

  private boolean findByteOrder(int magic) {
    boolean little = magic == Integer.reverseBytes(BYTE_ORDER_MAGIC);
    if (little || magic == BYTE_ORDER_MAGIC) {
      littleEndian = little;
      return true;
    }
    return false;
  }

  private boolean beginSection() {
    interfaces.beginSection();
    return true;
  }

  private boolean describeInterface(ByteBuffer window, int at, int length) {
    if (length < INTERFACE_OPTIONS_OFFSET + TRAILER_LENGTH || interfaces.full()) {
      return damage("an interface description is too short, or one too many");
    }
    int snapLength = order(window.getInt(at + INTERFACE_SNAP_LENGTH_OFFSET));
    PcapngInterface described =
        new PcapngInterface(order16(window.getShort(at + LINK_OFFSET)), snapLength);
    options.read(window, at + INTERFACE_OPTIONS_OFFSET, at + length - TRAILER_LENGTH, littleEndian);
    described.resolution = options.resolution();
    interfaces.add(described);
    return true;
  }

  private boolean statistics(ByteBuffer window, int at, int length) {
    if (length < STATISTICS_OPTIONS_OFFSET + TRAILER_LENGTH) {
      return damage("an interface statistics block is too short");
    }
    int id = order(window.getInt(at + INTERFACE_OFFSET));
    if (interfaces.contains(id)) {
      options.read(
          window, at + STATISTICS_OPTIONS_OFFSET, at + length - TRAILER_LENGTH, littleEndian);
      interfaces.get(id).dropped = options.dropped();
    }
    return true;
  }

  private boolean oldPacket(ByteBuffer window, int at, int length) {
    if (length < DATA_OFFSET + TRAILER_LENGTH) {
      return damage("a packet block is too short");
    }
    int drops = order16(window.getShort(at + DROPS_OFFSET));
    droppedBetweenPackets += drops == NO_DROPS_KNOWN ? 0 : drops;
    return packet(window, at, length, order16(window.getShort(at + INTERFACE_OFFSET)));
  }

  private boolean packet(ByteBuffer window, int at, int length, int id) {
    int room = length - DATA_OFFSET - TRAILER_LENGTH;
    if (room < 0) {
      return damage("a packet block is too short");
    }
    int captured = order(window.getInt(at + CAPTURED_OFFSET));
    if (captured < 0 || captured > room || captured > MAX_CAPTURED) {
      return damage(
          "a packet block claims " + Integer.toUnsignedString(captured) + " captured bytes");
    }
    PcapngInterface on = enter(id);
    long high = order(window.getInt(at + TIME_HIGH_OFFSET));
    long low = order(window.getInt(at + TIME_LOW_OFFSET)) & 0xffff_ffffL;
    nanos = on.resolution.nanos(high << Integer.SIZE | low);
    frameOffset = at + DATA_OFFSET;
    capturedLength = captured;
    originalLength = Math.max(captured, order(window.getInt(at + ORIGINAL_OFFSET)));
    int padded = captured + 3 & ~3;
    direction = FrameDirection.UNKNOWN;
    if (room - padded >= PcapngOptions.SMALLEST) {
      options.read(window, frameOffset + padded, at + length - TRAILER_LENGTH, littleEndian);
      direction = options.direction();
      droppedBetweenPackets += options.droppedBefore();
    }
    return true;
  }

  private boolean simplePacket(ByteBuffer window, int at, int length) {
    int room = length - SIMPLE_DATA_OFFSET - TRAILER_LENGTH;
    if (room < 0) {
      return damage("a simple packet block is too short");
    }
    PcapngInterface on = enter(0);
    int original = order(window.getInt(at + SIMPLE_ORIGINAL_OFFSET));
    int captured = original < 0 ? room : Math.min(original, room);
    if (on.snapLength > 0) {
      captured = Math.min(captured, on.snapLength);
    }
    withoutTime++;
    direction = FrameDirection.UNKNOWN;
    frameOffset = at + SIMPLE_DATA_OFFSET;
    capturedLength = Math.min(captured, MAX_CAPTURED);
    originalLength = Math.max(captured, original);
    return true;
  }

  private PcapngInterface enter(int id) {
    PcapngInterface on = interfaces.ofPacket(id);
    frame = true;
    number++;
    interfaceId = id;
    link = on.link;
    linkNumber = on.linkNumber;
    snapLength = on.snapLength;
    return on;
  }

  private boolean damage(String what) {
    damage = what;
    return false;
  }

  private int order(int value) {
    return littleEndian ? Integer.reverseBytes(value) : value;
  }

  private int order16(short value) {
    return (littleEndian ? Short.reverseBytes(value) : value) & 0xffff;
  }

  /** Wireshark gives a number also to blocks that are no packets but are shown in its list. */
  private static final class Wireshark {
    static boolean numbers(int type) {
      return type == CUSTOM || type == CUSTOM_NOT_COPIED || type == JOURNAL_EXPORT;
    }
  }
}
