package io.synscope.target;

/** Why a name gave no address to probe. */
public enum NameFailure {
  /** NXDOMAIN: nobody knows that name. */
  NO_SUCH_NAME("the name does not exist (NXDOMAIN)"),
  /** The name exists, without an address. */
  NO_ADDRESS("the name exists but has no A or AAAA record"),
  /** The name has addresses, of the other family only. */
  NO_ADDRESS_OF_FAMILY("the name has no address of the family asked for"),
  /** No name server answered in time. */
  TIMEOUT("no name server answered in time"),
  /** A name server answered that it cannot (SERVFAIL, REFUSED). */
  SERVER_FAILURE("the name server failed or refused to answer (SERVFAIL, REFUSED)"),
  /** The system's resolver says to try again: a name server is silent or failing. */
  TEMPORARY("name resolution failed for now: a name server is silent or failing");

  private final String words;

  NameFailure(String words) {
    this.words = words;
  }

  /** {@return what went wrong, in words} */
  public String words() {
    return words;
  }
}
