package io.synscope.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.observation.Conversation;
import io.synscope.observation.Party;
import io.synscope.observation.Tongue;
import io.synscope.report.ExchangeSummary;
import io.synscope.report.ExchangeSummary.CommandLine;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DialogueTest {
  private final Exchanges exchanges = new Exchanges(false);
  private final Talk talk = new Talk(exchanges);

  @Test
  void requestAndReply_arePaired() {
    Conversation said = talk.at(0).ask("GET k").at(100).server("$1\r\nv\r\n").end();
    assertThat(said.client()).isEqualTo(Tongue.RESP);
    assertThat(said.server()).isEqualTo(Tongue.RESP);
    assertThat(said.requests()).isEqualTo(1);
    assertThat(said.replies()).isEqualTo(1);
    CommandLine get = exchanges.summary().commands().get(0);
    assertThat(get.command()).isEqualTo("GET");
    assertThat(get.traffic().maxNanos()).isBetween(100_000L, 100_100L);
    assertThat(get.serverP50Nanos()).isBetween(79_000L, 81_000L);
    assertThat(get.traffic().requestBytes()).isEqualTo(20);
    assertThat(get.traffic().replyBytes()).isEqualTo(7);
  }

  @Test
  void pipeline_isPairedInOrder() {
    talk.at(0).client(Talk.request("SET a 1") + Talk.request("INCR a") + Talk.request("GET a"));
    talk.at(50).server("+OK\r\n:2\r\n$1\r\n2\r\n");
    assertThat(counts(talk.end(), 3))
        .containsOnly(Map.entry("SET", 1L), Map.entry("INCR", 1L), Map.entry("GET", 1L));
  }

  @Test
  void inlineCommands_areRequests_emptyLinesAreNot() {
    talk.at(0).client("PING\r\n\r\nget  k\r\n").at(9).server("+PONG\r\n$-1\r\n");
    assertThat(counts(talk.end(), 2)).containsOnlyKeys("PING", "GET");
  }

  @Test
  void subcommands_areNamed() {
    talk.at(0)
        .client(
            Talk.request("CLIENT LIST")
                + Talk.request("config get maxmemory")
                + Talk.request("XGROUP CREATE s g $"));
    talk.at(9).server("$2\r\nid\r\n*0\r\n+OK\r\n");
    assertThat(counts(talk.end(), 3))
        .containsOnlyKeys("CLIENT LIST", "CONFIG GET", "XGROUP CREATE");
  }

  @Test
  void pushBetweenReplies_answersNothing() {
    talk.at(0).ask("HELLO 3").at(1).server("%1\r\n+proto\r\n:3\r\n");
    talk.at(10).client(Talk.request("GET a") + Talk.request("INCR b"));
    talk.at(20).server("$1\r\n1\r\n>2\r\n$10\r\ninvalidate\r\n*1\r\n$1\r\na\r\n:4\r\n");
    assertThat(counts(talk.end(), 3)).containsOnlyKeys("HELLO", "GET", "INCR");
  }

  @Test
  void subscriptionOfThreeChannels_isOneRequestWithThreeConfirmations() {
    talk.at(0)
        .ask("SUBSCRIBE a b c")
        .at(5)
        .server(sub("subscribe", "a", 1) + sub("subscribe", "b", 2) + sub("subscribe", "c", 3));
    talk.at(900).server("*3\r\n$7\r\nmessage\r\n$1\r\na\r\n$2\r\nhi\r\n");
    talk.at(1000).ask("PING").at(1010).server("*2\r\n$4\r\npong\r\n$0\r\n\r\n");
    talk.at(1020)
        .ask("UNSUBSCRIBE")
        .at(1030)
        .server(
            sub("unsubscribe", "a", 2) + sub("unsubscribe", "b", 1) + sub("unsubscribe", "c", 0));
    talk.at(1040)
        .ask("LRANGE l 0 -1")
        .at(1050)
        .server("*3\r\n$7\r\nmessage\r\n$1\r\na\r\n$2\r\nhi\r\n");
    assertThat(counts(talk.end(), 4))
        .containsOnlyKeys("SUBSCRIBE", "PING", "UNSUBSCRIBE", "LRANGE");
  }

  @Test
  void subscriber_isBlockedNotOutstanding() {
    Conversation said =
        talk.at(0).ask("SUBSCRIBE a").at(5).server(sub("subscribe", "a", 1)).at(9_000_000).end();
    assertThat(said.blocked()).isTrue();
    assertThat(said.outstanding()).isZero();
  }

  @Test
  void resp3Subscription_isAnsweredByPushes() {
    talk.at(0)
        .ask("SUBSCRIBE a b")
        .at(5)
        .server(
            ">3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n>3\r\n$9\r\nsubscribe\r\n$1\r\nb\r\n:2\r\n");
    talk.at(9)
        .ask("GET k")
        .at(12)
        .server(">3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nx\r\n$1\r\nv\r\n");
    assertThat(counts(talk.end(), 2)).containsOnlyKeys("SUBSCRIBE", "GET");
  }

  @Test
  void monitor_isFollowedByPushes() {
    talk.at(0)
        .ask("MONITOR")
        .at(5)
        .server("+OK\r\n+1700000000.1 [0 1.2.3.4:5] \"get\" \"k\"\r\n")
        .at(9)
        .server("+1700000000.2 [0 lua] \"set\"\r\n");
    Conversation said = talk.end();
    assertThat(said.blocked()).isTrue();
    assertThat(said.unpaired()).isZero();
    assertThat(said.replies()).isEqualTo(1);
  }

  @Test
  void commandsInsideMulti_areToldWithExec() {
    talk.at(0)
        .client(
            Talk.request("MULTI")
                + Talk.request("SET a 1")
                + Talk.request("BLPOP l 5")
                + Talk.request("EXEC"));
    talk.at(70).server("+OK\r\n+QUEUED\r\n+QUEUED\r\n*2\r\n+OK\r\n*-1\r\n");
    Conversation said = talk.end();
    assertThat(said.replies()).isEqualTo(4);
    Map<String, CommandLine> lines = lines();
    assertThat(lines).containsOnlyKeys("MULTI", "SET", "BLPOP", "EXEC");
    assertThat(lines.get("SET").traffic().maxNanos())
        .isEqualTo(lines.get("EXEC").traffic().maxNanos());
  }

  @Test
  void abortedTransaction_countsNothingAsExecuted() {
    talk.at(0)
        .ask("MULTI")
        .at(1)
        .server("+OK\r\n")
        .at(2)
        .ask("SET a 1")
        .at(3)
        .server("+QUEUED\r\n");
    talk.at(4)
        .ask("NOSUCH x")
        .at(5)
        .server("-ERR unknown command 'NOSUCH', with args beginning with: 'x' \r\n");
    talk.at(6)
        .ask("EXEC")
        .at(7)
        .server("-EXECABORT Transaction discarded because of previous errors.\r\n");
    Conversation said = talk.end();
    assertThat(said.errors()).extracting("code").containsExactly("ERR", "EXECABORT");
    assertThat(lines()).doesNotContainKey("SET");
  }

  @Test
  void clientReplyOffAndSkip_expectNoReplies() {
    talk.at(0)
        .client(Talk.request("CLIENT REPLY SKIP") + Talk.request("SET a 1") + Talk.request("GET a"))
        .at(3)
        .server("$1\r\n1\r\n");
    talk.at(10)
        .client(
            Talk.request("CLIENT REPLY OFF")
                + Talk.request("SET a 1")
                + Talk.request("CLIENT REPLY ON"))
        .at(12)
        .server("+OK\r\n");
    talk.at(20).ask("INCR a").at(22).server(":2\r\n");
    assertThat(counts(talk.end(), 3)).containsOnlyKeys("GET", "CLIENT REPLY", "INCR");
  }

  @Test
  void blockingCommand_isNeverSlow() {
    Conversation said = talk.at(0).ask("BLPOP l 30").at(30_050_000).server("*-1\r\n").end();
    assertThat(said.slowest()).isEmpty();
    assertThat(exchanges.summary().slowest()).isEmpty();
    assertThat(lines().get("BLPOP").traffic().count()).isEqualTo(1);
    assertThat(said.busyShare()).isZero();
  }

  @Test
  void xread_blocksOnlyWhenTold() {
    talk.at(0).ask("XREAD COUNT 1 STREAMS block 0").at(500_000).server("*-1\r\n");
    talk.at(500_001).ask("XREAD BLOCK 0 STREAMS s $").at(9_000_000);
    Conversation said = talk.end();
    assertThat(said.slowest()).hasSize(1);
    assertThat(said.blocked()).isTrue();
    assertThat(said.outstanding()).isZero();
  }

  @Test
  void replicationLink_isExcluded() {
    talk.at(0)
        .ask("PSYNC ? -1")
        .at(5)
        .server("+FULLRESYNC 8371b4fb1155b71f4a04d3e1bc3e18c4a990aeeb 0\r\n$5\r\nREDIS*3\r\n");
    talk.at(9).ask("REPLCONF ACK 5").at(99).server("\n\n");
    Conversation said = talk.end();
    assertThat(said.replication()).isTrue();
    assertThat(said.unpaired()).isZero();
    assertThat(exchanges.summary().commands()).isEmpty();
  }

  @Test
  void maxClients_isUnaskedEvenWhenARequestIsUnderWay() {
    Conversation said =
        talk.at(0)
            .ask("PING")
            .at(1)
            .server("-ERR max number of clients reached\r\n")
            .fin(Party.SERVER)
            .end();
    assertThat(said.errors()).hasSize(1);
    assertThat(said.errors().get(0).unasked()).isTrue();
    assertThat(said.errors().get(0).text()).isEqualTo("ERR max number of clients reached");
    assertThat(said.outstanding()).isEqualTo(1);
    assertThat(said.replies()).isZero();
  }

  @Test
  void unansweredRequest_isOutstandingWithItsAck() {
    Conversation said = talk.at(0).ask("GET k").at(44).ack().at(4_000_000).end();
    assertThat(said.outstanding()).isEqualTo(1);
    assertThat(said.oldestOutstanding())
        .hasValueSatisfying(
            e -> {
              assertThat(e.command()).isEqualTo("GET");
              assertThat(e.requestAck().nanos()).isEqualTo(44_000);
              assertThat(e.reply().seen()).isFalse();
            });
  }

  @Test
  void cutRequestAndCutReply_areTold() {
    Conversation said = talk.at(0).client("*2\r\n$3\r\nGET\r\n$5\r\nab").end();
    assertThat(said.requestCut()).isTrue();
    assertThat(said.requests()).isZero();
    Conversation other = new Talk(exchanges).at(0).ask("GET k").at(1).server("$100\r\nabc").end();
    assertThat(other.replyCut()).isTrue();
    assertThat(other.outstanding()).isEqualTo(1);
  }

  private static String sub(String kind, String channel, int count) {
    return "*3\r\n$"
        + kind.length()
        + "\r\n"
        + kind
        + "\r\n$"
        + channel.length()
        + "\r\n"
        + channel
        + "\r\n:"
        + count
        + "\r\n";
  }

  private Map<String, CommandLine> lines() {
    Map<String, CommandLine> lines = new TreeMap<>();
    ExchangeSummary summary = exchanges.summary();
    summary.commands().forEach(line -> lines.put(line.command(), line));
    return lines;
  }

  private Map<String, Long> counts(Conversation said, int replies) {
    assertThat(said.unpaired()).isZero();
    assertThat(said.desyncs()).isZero();
    assertThat(said.replies()).isEqualTo(replies);
    assertThat(said.requests()).isEqualTo(replies);
    Map<String, Long> counts = new TreeMap<>();
    lines().forEach((name, line) -> counts.put(name, line.traffic().count()));
    return counts;
  }
}
