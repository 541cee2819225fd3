package io.synscope.rule.book;

import io.synscope.rule.Audit;
import io.synscope.rule.Rule;
import io.synscope.rule.RuleBook;
import io.synscope.rule.backlog.AcceptQueueRule;
import io.synscope.rule.backlog.LateSynAckRule;
import io.synscope.rule.backlog.PortScanRule;
import io.synscope.rule.backlog.RateLimitRule;
import io.synscope.rule.backlog.RequestNeverAckedRule;
import io.synscope.rule.backlog.SynAckLossRule;
import io.synscope.rule.backlog.SynFloodRule;
import io.synscope.rule.backlog.SynIgnoredRule;
import io.synscope.rule.backlog.SynLossRule;
import io.synscope.rule.backlog.SynQueueRule;
import io.synscope.rule.client.ClientAbortRule;
import io.synscope.rule.client.ClientReadTimeoutRule;
import io.synscope.rule.client.ConnectionChurnRule;
import io.synscope.rule.client.EphemeralPortsRule;
import io.synscope.rule.client.LocalFailureRule;
import io.synscope.rule.client.LocalTrouble;
import io.synscope.rule.client.NagleDelayedAckRule;
import io.synscope.rule.client.PoolExhaustionRule;
import io.synscope.rule.client.ZeroWindowClientRule;
import io.synscope.rule.client.ZeroWindowServerRule;
import io.synscope.rule.delay.BufferbloatRule;
import io.synscope.rule.delay.HighLatencyRule;
import io.synscope.rule.delay.LatencySpikeRule;
import io.synscope.rule.health.CaptureGaps;
import io.synscope.rule.health.Ciphertext;
import io.synscope.rule.health.FilteredByFlags;
import io.synscope.rule.health.MissingHalves;
import io.synscope.rule.health.OtherEnd;
import io.synscope.rule.idle.HalfOpenRule;
import io.synscope.rule.idle.IdleFirewallDropRule;
import io.synscope.rule.idle.IdleFirewallRstRule;
import io.synscope.rule.idle.KeepaliveFailureRule;
import io.synscope.rule.idle.ServerIdleTimeoutRule;
import io.synscope.rule.lookup.DuplicateResponderRule;
import io.synscope.rule.lookup.NameServerSilentRule;
import io.synscope.rule.lookup.NeighbourSilentRule;
import io.synscope.rule.lookup.NoSuchNameRule;
import io.synscope.rule.lookup.StaleAddressRule;
import io.synscope.rule.path.DuplicatesRule;
import io.synscope.rule.path.MtuBlackHoleRule;
import io.synscope.rule.path.NatRebindRule;
import io.synscope.rule.path.PathCutRule;
import io.synscope.rule.path.PathMtuDiscoveryRule;
import io.synscope.rule.path.RandomLossRule;
import io.synscope.rule.path.ReorderingRule;
import io.synscope.rule.path.RstInjectedRule;
import io.synscope.rule.redis.ClientKillRule;
import io.synscope.rule.redis.DescriptorsExhaustedRule;
import io.synscope.rule.redis.HungRule;
import io.synscope.rule.redis.OutputBufferLimitRule;
import io.synscope.rule.redis.RedisKilledRule;
import io.synscope.rule.redis.RedisRestartRule;
import io.synscope.rule.redis.SlowCommandRule;
import io.synscope.rule.refusal.HostDownRule;
import io.synscope.rule.refusal.HostFirewallRule;
import io.synscope.rule.refusal.HostUnreachableRule;
import io.synscope.rule.refusal.NoListenerRule;
import io.synscope.rule.refusal.NoRouteRule;
import io.synscope.rule.refusal.PathFirewallRule;
import io.synscope.rule.refusal.PortUnreachableRule;
import io.synscope.rule.refusal.ProhibitedRule;
import io.synscope.rule.refusal.RoutingLoopRule;
import io.synscope.rule.refusal.StaleTupleRule;
import io.synscope.rule.refusal.TimeWaitRule;
import io.synscope.rule.reply.AuthMissingRule;
import io.synscope.rule.reply.BusyScriptRule;
import io.synscope.rule.reply.ClusterDownRule;
import io.synscope.rule.reply.LoadingRule;
import io.synscope.rule.reply.MasterDownRule;
import io.synscope.rule.reply.MaxClientsRule;
import io.synscope.rule.reply.NotPermittedRule;
import io.synscope.rule.reply.OutOfMemoryRule;
import io.synscope.rule.reply.ProtectedModeRule;
import io.synscope.rule.reply.ReadOnlyReplicaRule;
import io.synscope.rule.reply.WritesStoppedRule;
import io.synscope.rule.reply.WrongPasswordRule;
import io.synscope.rule.silence.ClientDropRule;
import io.synscope.rule.silence.HostDropRule;
import io.synscope.rule.silence.ReturnPathRule;
import io.synscope.rule.silence.SilentDropRule;
import io.synscope.rule.speech.ClientCertificateRule;
import io.synscope.rule.speech.ClosedUnheardRule;
import io.synscope.rule.speech.HttpToRedisRule;
import io.synscope.rule.speech.PlainToTlsPortRule;
import io.synscope.rule.speech.ProtocolErrorRule;
import io.synscope.rule.speech.ProxyHeaderRule;
import io.synscope.rule.speech.TlsHandshakeRule;
import io.synscope.rule.speech.TlsToPlainPortRule;
import io.synscope.rule.speech.UntrustedCertificateRule;
import io.synscope.rule.speech.WrongServiceRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * The book that observations are judged by: one chapter a kind of trouble, roots before symptoms.
 */
public final class Catalogue {
  private static final RuleBook BOOK =
      new RuleBook(
          Stream.of(
                  lookup(), path(), idle(), reply(), speech(), redis(), client(), delay(),
                  refusal(), silence(), backlog(), unheard())
              .flatMap(List::stream)
              .toList(),
          health());

  private Catalogue() {}

  /** {@return the one book} */
  public static RuleBook book() {
    return BOOK;
  }

  /** Before the first SYN: names and neighbours. */
  private static List<Rule> lookup() {
    return List.of(
        new NoSuchNameRule(),
        new NameServerSilentRule(),
        new StaleAddressRule(),
        new NeighbourSilentRule(),
        new DuplicateResponderRule());
  }

  /** The trouble sits with the client. */
  private static List<Rule> client() {
    return List.of(
        new ZeroWindowServerRule(),
        new ZeroWindowClientRule(),
        new ClientAbortRule(),
        new ClientReadTimeoutRule(),
        new EphemeralPortsRule(),
        new LocalFailureRule(LocalTrouble.NO_ROUTE),
        new LocalFailureRule(LocalTrouble.EGRESS_BLOCKED),
        new LocalFailureRule(LocalTrouble.DESCRIPTORS),
        new LocalFailureRule(LocalTrouble.OTHER),
        new ConnectionChurnRule(),
        new PoolExhaustionRule(),
        new NagleDelayedAckRule());
  }

  /** Connections that died unheard: while nobody spoke, or for everybody at once. */
  private static List<Rule> idle() {
    return List.of(
        new IdleFirewallDropRule(),
        new IdleFirewallRstRule(),
        new ServerIdleTimeoutRule(),
        new KeepaliveFailureRule(),
        new NatRebindRule(),
        new HalfOpenRule(),
        new PathCutRule());
  }

  /** The network loses, cuts, doubles or swallows by size. */
  private static List<Rule> path() {
    return List.of(
        new MtuBlackHoleRule(),
        new PathMtuDiscoveryRule(),
        new RstInjectedRule(),
        new RandomLossRule(),
        new ReorderingRule(),
        new DuplicatesRule());
  }

  /** The server speaks, stalls or closes. */
  private static List<Rule> redis() {
    return List.of(
        new RedisRestartRule(),
        new RedisKilledRule(),
        new ClientKillRule(),
        new OutputBufferLimitRule(),
        new DescriptorsExhaustedRule(),
        new HungRule(),
        new SlowCommandRule());
  }

  /** The server says what is wrong. */
  private static List<Rule> reply() {
    return List.of(
        new MaxClientsRule(),
        new ProtectedModeRule(),
        new WrongPasswordRule(),
        new AuthMissingRule(),
        new NotPermittedRule(),
        new OutOfMemoryRule(),
        new WritesStoppedRule(),
        new ReadOnlyReplicaRule(),
        new MasterDownRule(),
        new ClusterDownRule(),
        new BusyScriptRule(),
        new LoadingRule());
  }

  /** The two ends do not speak the same language. */
  private static List<Rule> speech() {
    return List.of(
        new TlsToPlainPortRule(),
        new PlainToTlsPortRule(),
        new UntrustedCertificateRule(),
        new ClientCertificateRule(),
        new TlsHandshakeRule(),
        new WrongServiceRule(),
        new HttpToRedisRule(),
        new ProxyHeaderRule(),
        new ProtocolErrorRule());
  }

  /** It works, late. */
  private static List<Rule> delay() {
    return List.of(new HighLatencyRule(), new BufferbloatRule(), new LatencySpikeRule());
  }

  /** Somebody said no. */
  private static List<Rule> refusal() {
    return List.of(
        new NoListenerRule(),
        new HostFirewallRule(),
        new PathFirewallRule(),
        new PortUnreachableRule(),
        new ProhibitedRule(),
        new HostDownRule(),
        new HostUnreachableRule(),
        new NoRouteRule(),
        new RoutingLoopRule(),
        new TimeWaitRule(),
        new StaleTupleRule());
  }

  /** Nobody said anything. */
  private static List<Rule> silence() {
    return List.of(
        new SilentDropRule(), new HostDropRule(), new ReturnPathRule(), new ClientDropRule());
  }

  /** Where nothing else was found. */
  private static List<Rule> unheard() {
    return List.of(new ClosedUnheardRule());
  }

  /** The listener's queues; read last, because a stalled server may be the root. */
  private static List<Rule> backlog() {
    return List.of(
        new PortScanRule(),
        new SynFloodRule(),
        new AcceptQueueRule(),
        new SynQueueRule(),
        new RateLimitRule(),
        new SynIgnoredRule(),
        new RequestNeverAckedRule(),
        new SynLossRule(),
        new SynAckLossRule(),
        new LateSynAckRule());
  }

  /** What the capture could not show. */
  private static List<Audit> health() {
    return List.of(
        new CaptureGaps(),
        new FilteredByFlags(),
        new MissingHalves(),
        new OtherEnd(),
        new Ciphertext());
  }
}
