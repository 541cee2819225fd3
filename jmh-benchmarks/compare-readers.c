/* compare-readers.c: the yardsticks of compare-readers.
 *   flow-read FILE      one thread, plain read() of a pcap file, TCP flow accounting in a 64-byte record a flow
 *   flow-pcap FILE      the same accounting behind libpcap
 *   measure OUT CMD...  runs CMD and writes "wall_s cpu_s peak_kB exit" to OUT */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pcap/pcap.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { FIN = 1, SYN = 2, RST = 4, ACK = 16 };
enum { SEEN = 1, ANSWERED = 2, ESTABLISHED = 4, REFUSED = 8, CLOSED = 16 };

struct flow {                       /* one cache line */
  uint32_t client, server, ports, state;
  uint32_t next[2];                 /* sequence number that each side says next */
  uint64_t last, asked;
  uint32_t packets[2], repeated, syns;
  uint64_t unused;
};

static struct flow *table;
static uint64_t mask, used, packets, bytes;
static uint64_t established, refused, syn_repeats, data_repeats, exchanges, slowest;

static uint64_t hash(uint32_t a, uint32_t b, uint32_t p) {
  uint64_t h = ((uint64_t)a << 32 | b) * 0x9E3779B97F4A7C15u ^ p * 0xC2B2AE3D27D4EB4Fu;
  return h ^ h >> 29;
}

static struct flow *slot(uint32_t client, uint32_t server, uint32_t ports) {
  uint64_t i = hash(client, server, ports) & mask;
  while (table[i].state && (table[i].client != client || table[i].server != server || table[i].ports != ports)) i = (i + 1) & mask;
  return &table[i];
}

static void grow(void) {
  struct flow *old = table;
  uint64_t size = old ? mask + 1 : 0;
  mask = size ? 2 * size - 1 : (1 << 16) - 1;
  table = aligned_alloc(64, (mask + 1) * sizeof *table);
  memset(table, 0, (mask + 1) * sizeof *table);
  for (uint64_t i = 0; i < size; i++)
    if (old[i].state) *slot(old[i].client, old[i].server, old[i].ports) = old[i];
  free(old);
}

static inline uint32_t be32(const uint8_t *p) { uint32_t v; memcpy(&v, p, 4); return __builtin_bswap32(v); }
static inline uint16_t be16(const uint8_t *p) { uint16_t v; memcpy(&v, p, 2); return __builtin_bswap16(v); }

static inline void packet(const uint8_t *f, uint32_t kept, uint32_t wire, uint64_t nanos) {
  packets++, bytes += wire;
  if (kept < 54 || be16(f + 12) != 0x0800 || f[23] != 6) return;
  const uint8_t *ip = f + 14, *tcp = ip + 4 * (ip[0] & 15);
  uint32_t src = be32(ip + 12), dst = be32(ip + 16), sport = be16(tcp), dport = be16(tcp + 2);
  uint32_t length = be16(ip + 2) - 4 * (ip[0] & 15) - 4 * (tcp[12] >> 4), flags = tcp[13], seq = be32(tcp + 4);
  int back = sport < dport;         /* servers have the lower port here */
  struct flow *w = back ? slot(dst, src, dport << 16 | sport) : slot(src, dst, sport << 16 | dport);
  if (!w->state) {
    if (used++ * 4 > mask * 3) { grow(); w = back ? slot(dst, src, dport << 16 | sport) : slot(src, dst, sport << 16 | dport); }
    w->client = back ? dst : src; w->server = back ? src : dst;
    w->ports = back ? dport << 16 | sport : sport << 16 | dport; w->state = SEEN;
  }
  w->packets[back]++; w->last = nanos;
  uint32_t end = seq + length + !!(flags & (SYN | FIN));
  if (flags & SYN) {
    if (!back && w->syns++) syn_repeats++;
    if (back) w->state |= ANSWERED;
    w->next[back] = end;
  } else if (flags & RST) {
    if (back && !(w->state & ANSWERED)) { w->state |= REFUSED; refused++; }
    w->state |= CLOSED;
  } else {
    if (!back && (w->state & (ANSWERED | ESTABLISHED)) == ANSWERED) { w->state |= ESTABLISHED; established++; }
    if (length && (int32_t)(end - w->next[back]) <= 0) { data_repeats++; w->repeated++; }
    else if (end != seq) w->next[back] = end;
    if (length && !back) w->asked = nanos;
    if (length && back && w->asked) { uint64_t took = nanos - w->asked; exchanges++; if (took > slowest) slowest = took; w->asked = 0; }
    if (flags & FIN) w->state |= CLOSED;
  }
}

static int flow_read(const char *file) {
  enum { BUFFER = 1 << 20 };
  static uint8_t buffer[2 * BUFFER];
  int fd = open(file, O_RDONLY);
  size_t have = 0, at = 24;
  ssize_t n = fd < 0 ? -1 : read(fd, buffer, BUFFER);
  if (n < 24) { perror(file); return 1; }
  uint32_t magic; memcpy(&magic, buffer, 4);
  uint64_t unit = magic == 0xa1b23c4d ? 1 : 1000;
  for (have = n; n > 0; ) {
    while (at + 16 <= have) {
      uint32_t r[4]; memcpy(r, buffer + at, 16);
      if (at + 16 + r[2] > have) break;
      packet(buffer + at + 16, r[2], r[3], r[0] * 1000000000ull + r[1] * unit);
      at += 16 + r[2];
    }
    memmove(buffer, buffer + at, have -= at); at = 0;
    n = read(fd, buffer + have, BUFFER); have += n > 0 ? n : 0;
  }
  return 0;
}

static int flow_pcap(const char *file) {
  char error[PCAP_ERRBUF_SIZE];
  pcap_t *p = pcap_open_offline_with_tstamp_precision(file, PCAP_TSTAMP_PRECISION_NANO, error);
  if (!p) { fprintf(stderr, "%s\n", error); return 1; }
  struct pcap_pkthdr *h; const uint8_t *f;
  while (pcap_next_ex(p, &h, &f) == 1) packet(f, h->caplen, h->len, h->ts.tv_sec * 1000000000ull + h->ts.tv_usec);
  return 0;
}

static int measure(const char *out, char **command) {
  struct timespec a, b; struct rusage u; int status;
  clock_gettime(CLOCK_MONOTONIC, &a);
  pid_t pid = fork();
  if (!pid) { execvp(command[0], command); perror(command[0]); _exit(127); }
  wait4(pid, &status, 0, &u);
  clock_gettime(CLOCK_MONOTONIC, &b);
  FILE *f = fopen(out, "w");
  if (!f) { perror(out); return 1; }
  fprintf(f, "%.4f %.4f %ld %d\n", b.tv_sec - a.tv_sec + (b.tv_nsec - a.tv_nsec) / 1e9,
          u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6, u.ru_maxrss,
          WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  return fclose(f);
}

int main(int argc, char **argv) {
  if (argc >= 4 && !strcmp(argv[1], "measure")) return measure(argv[2], argv + 3);
  if (argc != 3) { fprintf(stderr, "usage: flow-read FILE | flow-pcap FILE | measure OUT COMMAND...\n"); return 64; }
  grow();
  int failed = strcmp(argv[1], "flow-pcap") ? flow_read(argv[2]) : flow_pcap(argv[2]);
  printf("packets=%lu bytes=%lu flows=%lu established=%lu refused=%lu synRetransmissions=%lu dataRetransmissions=%lu exchanges=%lu slowest=%lu\n",
         packets, bytes, used, established, refused, syn_repeats, data_repeats, exchanges, slowest);
  return failed;
}
