package io.synscope.observation;

/** What an end's first bytes are. */
public enum Tongue {
  /** It sent no payload. */
  SILENT,
  /** RESP, an inline command included. */
  RESP,
  /** A TLS record. */
  TLS,
  /** An HTTP request or response. */
  HTTP,
  /** A PROXY protocol header, version 1 or 2. */
  PROXY_HEADER,
  /** Something else. */
  OTHER,
  /** There was payload, but its first bytes were not captured. */
  UNSEEN
}
