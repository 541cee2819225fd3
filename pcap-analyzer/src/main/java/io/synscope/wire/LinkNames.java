package io.synscope.wire;

/**
 * Names of link types that captures in the field have and that are not decoded, from the LINKTYPE_
 * registry.
 */
final class LinkNames {
  private LinkNames() {}

  static String of(int number) {
    return switch (number) {
      case 3 -> "AX25";
      case 7 -> "ARCNET_BSD";
      case 8 -> "SLIP";
      case 99 -> "SYMANTEC_FIREWALL";
      case 114 -> "LTALK";
      case 123 -> "SUNATM";
      case 138 -> "APPLE_IP_OVER_IEEE1394";
      case 143 -> "DOCSIS";
      case 147, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162 ->
          "USER" + (number - 147);
      case 187 -> "BLUETOOTH_HCI_H4";
      case 189 -> "USB_LINUX";
      case 195 -> "IEEE802_15_4_WITHFCS";
      case 197 -> "ERF";
      case 201 -> "BLUETOOTH_HCI_H4_WITH_PHDR";
      case 220 -> "USB_LINUX_MMAPPED";
      case 227 -> "CAN_SOCKETCAN";
      case 231 -> "DBUS";
      case 240 -> "NETANALYZER";
      case 242 -> "IPOIB";
      case 247 -> "INFINIBAND";
      case 249 -> "USBPCAP";
      case 251 -> "BLUETOOTH_LE_LL";
      case 252 -> "WIRESHARK_UPPER_PDU";
      case 253 -> "NETLINK";
      case 274 -> "ETHERNET_MPACKET";
      case 279 -> "OPENVIZSLA";
      case 281 -> "DSA_TAG_BRCM";
      case 282 -> "DSA_TAG_BRCM_PREPEND";
      case 284 -> "DSA_TAG_DSA";
      case 285 -> "DSA_TAG_EDSA";
      default -> "unknown";
    };
  }
}
