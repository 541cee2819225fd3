package io.synscope.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who the probe says it is. Never printed.
 *
 * @param user ACL user; empty for the default user
 * @param password password; empty when none is to be sent
 * @param hello RESP version for HELLO; 0 sends AUTH alone, as servers before 6 want it
 * @param database number for SELECT; 0 sends none
 * @param clientName name for CLIENT SETNAME; empty sends none
 */
public record Credentials(
    String user, Optional<String> password, int hello, int database, String clientName) {
  /** Says nothing. */
  public static final Credentials NONE = new Credentials("", Optional.empty(), 0, 0, "");

  /** {@return the requests that open a conversation, in their order} */
  public List<Request> requests() {
    List<Request> requests = new ArrayList<>();
    if (hello > 0) {
      requests.add(helloRequest());
    } else if (password.isPresent()) {
      requests.add(
          user.isEmpty()
              ? Request.of("AUTH", password.get())
              : Request.of("AUTH", user, password.get()));
    }
    if (!clientName.isEmpty()) {
      requests.add(Request.of("CLIENT", "SETNAME", clientName));
    }
    if (database > 0) {
      requests.add(Request.of("SELECT", Integer.toString(database)));
    }
    return requests;
  }

  private Request helloRequest() {
    String version = Integer.toString(hello);
    return password.isPresent()
        ? Request.of("HELLO", version, "AUTH", user.isEmpty() ? "default" : user, password.get())
        : Request.of("HELLO", version);
  }

  @Override
  public String toString() {
    return "Credentials["
        + (user.isEmpty() ? "default" : user)
        + (password.isPresent() ? ", with password]" : "]");
  }
}
