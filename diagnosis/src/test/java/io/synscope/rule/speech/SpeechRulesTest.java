package io.synscope.rule.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.Tongue;
import io.synscope.observation.Vantage;
import io.synscope.rule.Rule;
import io.synscope.testing.AttemptBuilder;
import io.synscope.testing.Sightings;
import io.synscope.testing.TalkBuilder;
import io.synscope.testing.WireBuilder;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SpeechRulesTest {
  private static final String REDIS = "10.0.0.9:6379";
  private static final int UNKNOWN_CA = 48;
  private static final int CERTIFICATE_REQUIRED = 116;
  private static final int PROTOCOL_VERSION = 70;
  private static final Rule[] ALL = {
    new TlsToPlainPortRule(),
    new PlainToTlsPortRule(),
    new UntrustedCertificateRule(),
    new ClientCertificateRule(),
    new TlsHandshakeRule(),
    new WrongServiceRule(),
    new HttpToRedisRule(),
    new ProxyHeaderRule(),
    new ProtocolErrorRule()
  };
  private int port = 41000;

  private AttemptBuilder lived(UnaryOperator<WireBuilder> life) {
    return AttemptBuilder.to(REDIS).from("10.0.0.1:" + port++).lived(5, life);
  }

  private AttemptBuilder talking(UnaryOperator<TalkBuilder> talk) {
    return lived(wire -> wire.talk(talk));
  }

  private static Sightings seen(AttemptBuilder... attempts) {
    return Sightings.from(Vantage.CLIENT).saw(attempts);
  }

  private static void isOnly(Sightings seen, String cause, Confidence confidence) {
    assertThat(seen.findings(ALL))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.cause().id()).isEqualTo(cause);
              assertThat(found.confidence()).isEqualTo(confidence);
            });
  }

  /** A ClientHello that the kernel acknowledged and nobody answered. */
  private AttemptBuilder helloInVain() {
    return AttemptBuilder.to(REDIS)
        .from("10.0.0.1:" + port++)
        .served(-1)
        .lived(
            5,
            wire ->
                wire.client(half -> half.data(1, 517, 0.003, 0.003))
                    .talk(talk -> talk.tls(0.003, -1, -1, -1)));
  }

  @Test
  void helloInVainWherePlainRespIsServed_isTlsToAPlainPort() {
    isOnly(seen(helloInVain(), talking(talk -> talk)), "tls_to_plain_port", Confidence.STRONG);
  }

  @Test
  void helloInVainAlone_mayBeAHungServerToo() {
    Finding found = seen(helloInVain()).finding(new TlsToPlainPortRule()).orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(found.alternatives()).contains("app_hung");
  }

  @Test
  void tlsThatIsAnswered_isInOrder() {
    assertThat(seen(talking(talk -> talk.tls(0.003, 0.005, -1, -1))).findings(ALL)).isEmpty();
  }

  private AttemptBuilder plainDestroyed() {
    return AttemptBuilder.to(REDIS)
        .from("10.0.0.1:" + port++)
        .served(-1)
        .outcome(Outcome.RESET_AFTER_HANDSHAKE)
        .lived(
            5,
            wire ->
                wire.talk(talk -> talk.tongues(Tongue.RESP, Tongue.SILENT).counts(1, 0))
                    .reset(
                        Party.SERVER, Reset.Form.SOCKET_ABORT, Reset.Provocation.DATA, 63, 0.004));
  }

  @Test
  void respDestroyedUnread_isPlaintextToATlsPort_orAProxyWithoutBackend() {
    isOnly(seen(plainDestroyed(), plainDestroyed()), "tls_plain_to_tls_port", Confidence.LIKELY);
    assertThat(
            seen(plainDestroyed(), plainDestroyed())
                .finding(new PlainToTlsPortRule())
                .orElseThrow()
                .alternatives())
        .contains("closed_unheard");
  }

  @Test
  void respDestroyedUnreadWhereTlsIsServed_isStrong() {
    isOnly(
        seen(plainDestroyed(), talking(talk -> talk.tls(0.003, 0.005, -1, -1))),
        "tls_plain_to_tls_port",
        Confidence.STRONG);
  }

  @Test
  void respAnsweredByATlsRecord_isProven() {
    isOnly(
        seen(talking(talk -> talk.tongues(Tongue.RESP, Tongue.TLS))),
        "tls_plain_to_tls_port",
        Confidence.PROVEN);
  }

  @Test
  void respDestroyedWhereOthersAreServed_isNoTlsPort() {
    assertThat(seen(plainDestroyed(), talking(talk -> talk)).finding(new PlainToTlsPortRule()))
        .isEmpty();
  }

  @Test
  void alertUnknownCaOfTheClient_isAnUntrustedCertificate() {
    isOnly(
        seen(talking(talk -> talk.tls(0.003, 0.005, UNKNOWN_CA, -1))),
        "tls_untrusted_cert",
        Confidence.PROVEN);
  }

  @Test
  void alertCertificateRequiredOfTheServer_asksForTheClients() {
    isOnly(
        seen(talking(talk -> talk.tls(0.003, 0.005, -1, CERTIFICATE_REQUIRED))),
        "tls_client_cert_required",
        Confidence.STRONG);
  }

  @Test
  void anyOtherAlert_isAFailedHandshake() {
    isOnly(
        seen(talking(talk -> talk.tls(0.003, 0.005, -1, PROTOCOL_VERSION))),
        "tls_handshake_failed",
        Confidence.PROVEN);
  }

  @Test
  void closeNotify_isNoFailure() {
    assertThat(seen(talking(talk -> talk.tls(0.003, 0.005, 0, 0))).findings(ALL)).isEmpty();
  }

  @Test
  void httpInAnswerToResp_isTheWrongService() {
    isOnly(
        seen(talking(talk -> talk.tongues(Tongue.RESP, Tongue.HTTP))),
        "wrong_service",
        Confidence.PROVEN);
  }

  @Test
  void httpAmongItself_isNobodysRedis() {
    assertThat(seen(talking(talk -> talk.tongues(Tongue.HTTP, Tongue.HTTP))).findings(ALL))
        .isEmpty();
  }

  private AttemptBuilder checked() {
    return AttemptBuilder.to(REDIS)
        .from("10.0.0.1:" + port++)
        .served(-1)
        .lived(
            1,
            wire ->
                wire.talk(talk -> talk.tongues(Tongue.HTTP, Tongue.SILENT).counts(0, 0))
                    .closed(Party.SERVER, 0.004, 0.003));
  }

  @Test
  void httpThatRedisClosesWithoutAWord_isAHealthCheck() {
    isOnly(seen(checked(), talking(talk -> talk)), "http_to_redis", Confidence.STRONG);
    isOnly(seen(checked()), "http_to_redis", Confidence.LIKELY);
  }

  private static TalkBuilder errorToTheFirstWord(TalkBuilder talk) {
    return talk.tongues(Tongue.PROXY_HEADER, Tongue.RESP)
        .error("ERR unknown command '...'", 1, 0.005);
  }

  @Test
  void proxyHeaderThatIsTakenForACommand_isProven() {
    isOnly(
        seen(talking(talk -> errorToTheFirstWord(talk).unpaired(1))),
        "proxy_header_to_redis",
        Confidence.PROVEN);
  }

  @Test
  void proxyHeaderThatIsExpectedBeforeAnUnknownCommand_isInOrder() {
    assertThat(seen(talking(SpeechRulesTest::errorToTheFirstWord)).findings(ALL)).isEmpty();
  }

  @Test
  void protocolErrorInTheServersWords_isProven() {
    isOnly(
        seen(talking(talk -> talk.error("ERR Protocol error: invalid bulk length", 1, 0.1))),
        "redis_protocol_error",
        Confidence.PROVEN);
  }

  @Test
  void otherErrors_areNoProtocolError() {
    assertThat(seen(talking(talk -> talk.error("ERR syntax error", 1, 0.1))).findings(ALL))
        .isEmpty();
  }
}
