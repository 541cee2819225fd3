package io.synscope.rule.reply;

import io.synscope.finding.Cause;
import io.synscope.finding.Severity;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;

/** A script runs longer than Redis allows without a word. */
public final class BusyScriptRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("redis_busy_script", Severity.CRITICAL)
          .title("A script blocks Redis")
          .meaning(
              "A Lua script, function or module command has been running longer than"
                  + " busy-reply-threshold (5 s by default): everybody else first waits and then"
                  + " gets -BUSY.")
          .remedy(
              "Stop the script if it has written nothing yet.",
              "redis-cli -h {host} -p {port} SCRIPT KILL   # a function: FUNCTION KILL",
              "PING answers PONG. If it answers UNKILLABLE, only SHUTDOWN NOSAVE or waiting"
                  + " is left.")
          .remedy(
              "Find out which script it was, and who sent it.",
              "redis-cli -h {host} -p {port} SLOWLOG GET 10; redis-cli -h {host} -p {port}"
                  + " CLIENT LIST",
              "SLOWLOG names EVAL, EVALSHA or FCALL and the client's address.")
          .remedy(
              "Bound its loops, or split its work into several calls.",
              "",
              "SLOWLOG shows no script above a few milliseconds.")
          .nextTest("redis-cli -h {host} -p {port} SLOWLOG GET 10: EVAL, EVALSHA, FCALL")
          .cite("Redis error prefix BUSY; redis.conf: busy-reply-threshold (lua-time-limit)");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Complaint complaint : Complaint.coded(file, "BUSY")) {
      complaint
          .tell(docket, CAUSE)
          .say(
              "%s answered %s on %s with -BUSY: a script holds its event loop.",
              complaint.listener().server(),
              Phrase.count(complaint.count(), "command"),
              Phrase.count(complaint.heard().size(), "connection"))
          .ruleOut("app_hung", "Redis still answers, if only that it is busy");
    }
  }
}
