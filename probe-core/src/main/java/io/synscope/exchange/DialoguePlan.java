package io.synscope.exchange;

import java.util.List;
import java.util.Optional;

/**
 * What is to be said on each line.
 *
 * @param tls how to speak TLS; empty for plain text
 * @param greeting requests that open the conversation
 * @param request the request that is timed
 * @param repeats how often it is sent, one after the other; 0 only connects
 */
public record DialoguePlan(
    Optional<TlsPlan> tls, List<Request> greeting, Request request, int repeats) {
  /** One PING in plain text. */
  public static final DialoguePlan PING =
      new DialoguePlan(Optional.empty(), List.of(), Request.of("PING"), 1);

  /** {@return this plan, opened by these} */
  public DialoguePlan greeting(List<Request> requests) {
    return new DialoguePlan(tls, requests, request, repeats);
  }

  /** {@return this plan, inside TLS} */
  public DialoguePlan tls(TlsPlan plan) {
    return new DialoguePlan(Optional.of(plan), greeting, request, repeats);
  }

  /** {@return this plan with another request, sent so often} */
  public DialoguePlan request(Request other, int times) {
    return new DialoguePlan(tls, greeting, other, times);
  }
}
