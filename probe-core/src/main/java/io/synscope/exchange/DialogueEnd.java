package io.synscope.exchange;

/** Why a dialogue ended, from the dialogue's own side. */
public enum DialogueEnd {
  /** All requests were answered. */
  ANSWERED,
  /** The server answered that it will not serve. */
  REJECTED,
  /** The TLS handshake failed. */
  TLS_FAILED
}
