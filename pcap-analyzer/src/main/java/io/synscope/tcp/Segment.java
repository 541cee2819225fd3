package io.synscope.tcp;

/** What a segment was for: the last one of each side tells what a RST answers. */
enum Segment {
  NOTHING,
  SYN,
  SYN_ACK,
  FINAL_ACK,
  DATA,
  ACK,
  PROBE,
  FIN,
  RST
}
