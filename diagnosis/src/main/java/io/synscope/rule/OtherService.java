package io.synscope.rule;

import io.synscope.finding.Remedy;
import io.synscope.finding.RuledOut;
import io.synscope.observation.ConnectionAttempt;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a finding says where the service is not Redis: the same advice, without Redis' tools. */
final class OtherService {
  /** Ports at which others are at home, above those that need a privilege. */
  private static final Set<Integer> PORTS =
      Set.of(
          1433, 1521, 3000, 3306, 3389, 5000, 5201, 5222, 5432, 5601, 5672, 5900, 8000, 8080, 8081,
          8443, 8883, 9000, 9090, 9092, 9200, 9443, 11211, 27017);

  private static final Pattern ASKS =
      Pattern.compile(
          "redis-cli( --tls)?( --cacert \\S+)? -h (\\S+) -p (\\S+) PING"
              + "( on a client's host is answered| answers PONG)?");

  private OtherService() {}

  /** {@return whether all of these are with a service that is surely not Redis} */
  static boolean concerns(List<ConnectionAttempt> attempts) {
    return !attempts.isEmpty() && attempts.stream().allMatch(OtherService::other);
  }

  private static boolean other(ConnectionAttempt attempt) {
    return !attempt.probed()
        && !RedisTalk.heard(attempt)
        && !RedisTalk.usualPort(attempt.tuple().server())
        && (!RedisTalk.plausible(attempt) || PORTS.contains(attempt.tuple().server().port()));
  }

  /** {@return what was ruled out, but for what only Redis does} */
  static List<RuledOut> without(List<RuledOut> all) {
    return all.stream().filter(one -> !one.cause().startsWith("redis_")).toList();
  }

  /** {@return the advice in words of any service; those that speak of Redis alone are left out} */
  static List<Remedy> advice(List<Remedy> all) {
    return all.stream().filter(one -> !named(one.action())).map(OtherService::plain).toList();
  }

  private static Remedy plain(Remedy remedy) {
    String command = words(remedy.command());
    String verify = words(remedy.verify());
    return new Remedy(
        remedy.action(),
        named(command) ? "" : command,
        named(verify) ? "A connection succeeds." : verify);
  }

  private static String words(String text) {
    return ASKS.matcher(text)
        .replaceAll(found -> "nc -vz $3 $4" + (found.group(5) == null ? "" : " succeeds"))
        .replace("redis-server", "SERVICE");
  }

  private static boolean named(String text) {
    return text.contains("edis");
  }
}
