package io.synscope.observation;

import java.util.List;

/**
 * A DNS question and what came back.
 *
 * @param client who asked
 * @param resolver who was asked
 * @param name the name in question
 * @param type record type: 1 for A, 28 for AAAA
 * @param asked every time it was asked, at most 16
 * @param answer the answer; unseen when none came
 * @param code response code: 0 no error, 3 NXDOMAIN; -1 without answer
 * @param addresses addresses in the answer
 */
public record NameQuery(
    Endpoint client,
    Endpoint resolver,
    String name,
    int type,
    List<Moment> asked,
    Moment answer,
    int code,
    List<Address> addresses) {
  /** Response code of a name that does not exist (RFC 1035 4.1.1). */
  public static final int NXDOMAIN = 3;
}
