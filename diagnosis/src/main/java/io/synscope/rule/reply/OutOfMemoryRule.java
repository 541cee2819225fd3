package io.synscope.rule.reply;

import io.synscope.finding.Cause;
import io.synscope.finding.Severity;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;

/** Redis refuses writes because its memory is full. */
public final class OutOfMemoryRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("redis_oom", Severity.CRITICAL)
          .title("Redis is out of memory")
          .meaning(
              "Memory has reached maxmemory and the policy evicts nothing that could be"
                  + " evicted: writes are answered by -OOM, reads still work.")
          .remedy(
              "See what is used, what is allowed, and which policy holds.",
              "redis-cli -h {host} -p {port} INFO memory; redis-cli -h {host} -p {port}"
                  + " CONFIG GET maxmemory-policy",
              "used_memory is below maxmemory.")
          .remedy(
              "Let Redis evict if it is a cache, or give it more memory.",
              "redis-cli -h {host} -p {port} CONFIG SET maxmemory-policy allkeys-lru   # or"
                  + " CONFIG SET maxmemory 8gb",
              "SET answers OK; evicted_keys (INFO stats) rises instead of errors.")
          .remedy(
              "Find what filled it: large keys, keys without expiry.",
              "redis-cli -h {host} -p {port} --memkeys",
              "The largest keys are known and wanted.")
          .nextTest("redis-cli -h {host} -p {port} INFO memory: used_memory against maxmemory")
          .cite("Redis error prefix OOM; redis.conf: maxmemory, maxmemory-policy");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Complaint complaint : Complaint.coded(file, "OOM")) {
      complaint
          .tell(docket, CAUSE)
          .say(
              "%s refused %s on %s: its memory is full.",
              complaint.listener().server(),
              Phrase.count(complaint.count(), "write"),
              Phrase.count(complaint.heard().size(), "connection"))
          .ruleOut("redis_readonly", "the words are -OOM: it is memory, not the role");
    }
  }
}
