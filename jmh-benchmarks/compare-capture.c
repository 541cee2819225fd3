/* compare-capture.c: the sender of compare-capture.
 *   compare-capture DEVICE RATE SECONDS    sends 90-byte TCP frames of 1000 connections to port 6379, RATE a second,
 *                                          past the queueing discipline; prints how many were sent and how fast */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { BATCH = 32, LENGTH = 90, FLOWS = 1000, PAYLOAD = LENGTH - 54 };

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static void put16(uint8_t *at, uint32_t value) { at[0] = value >> 8; at[1] = value; }
static void put32(uint8_t *at, uint32_t value) { put16(at, value >> 16); put16(at + 2, value); }

static void frame(uint8_t *f, uint64_t number) {
  static const uint8_t ethernet[] = {2, 0, 0, 0, 0, 9, 2, 0, 0, 0, 0, 1, 8, 0};
  uint32_t flow = number % FLOWS, round = number / FLOWS;
  memset(f, 0, LENGTH);
  memcpy(f, ethernet, sizeof ethernet);
  uint8_t *ip = f + 14, *tcp = f + 34;
  ip[0] = 0x45; put16(ip + 2, LENGTH - 14); put16(ip + 4, number); put16(ip + 6, 0x4000); ip[8] = 64; ip[9] = 6;
  put32(ip + 12, 0x0a4d0102); put32(ip + 16, 0x0a4d0202);
  uint32_t sum = 0;
  for (int i = 0; i < 20; i += 2) sum += ip[i] << 8 | ip[i + 1];
  sum = (sum & 0xffff) + (sum >> 16);
  put16(ip + 10, ~(sum + (sum >> 16)));
  put16(tcp, 20000 + flow); put16(tcp + 2, 6379); put32(tcp + 4, 1 + round * PAYLOAD); put32(tcp + 8, 1);
  tcp[12] = 0x50; tcp[13] = 0x18; put16(tcp + 14, 512);
  memcpy(tcp + 20, "*2\r\n$4\r\nECHO\r\n$12\r\nabcdefghijkl\r\n..", PAYLOAD);
}

int main(int argc, char **argv) {
  if (argc != 4) return 64;
  double rate = atof(argv[2]), seconds = atof(argv[3]);
  int s = socket(AF_PACKET, SOCK_RAW, 0), one = 1;
  if (s < 0 || setsockopt(s, SOL_PACKET, PACKET_QDISC_BYPASS, &one, sizeof one)) return perror("socket"), 3;
  struct sockaddr_ll to = {.sll_family = AF_PACKET, .sll_ifindex = if_nametoindex(argv[1])};
  if (bind(s, (struct sockaddr *)&to, sizeof to)) return perror("bind"), 3;
  static uint8_t frames[BATCH][LENGTH];
  struct iovec parts[BATCH];
  struct mmsghdr messages[BATCH];
  memset(messages, 0, sizeof messages);
  for (int i = 0; i < BATCH; i++) {
    parts[i] = (struct iovec){frames[i], LENGTH};
    messages[i].msg_hdr.msg_iov = &parts[i];
    messages[i].msg_hdr.msg_iovlen = 1;
  }
  uint64_t sent = 0;
  double start = now(), end = start + seconds, t;
  while ((t = now()) < end) {
    if (sent > (t - start) * rate) continue;
    for (int i = 0; i < BATCH; i++) frame(frames[i], sent + i);
    int n = sendmmsg(s, messages, BATCH, 0);
    if (n > 0) sent += n;
  }
  printf("%llu %.0f\n", (unsigned long long)sent, sent / (now() - start));
  return 0;
}
