package io.synscope.testkit.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate for a server, made for one test by openssl(1).
 *
 * @param authority the certificate that signed it, PEM
 * @param certificate the server's, PEM
 * @param key the server's private key, PEM
 */
public record Certificates(Path authority, Path certificate, Path key) {
  /** A name that the certificate is for, too; no name server knows it (RFC 6761 6.2). */
  public static final String NAME = "redis.test";

  /** {@return a certificate for this address, valid for a day, its files in {@code folder}} */
  public static Certificates make(Path folder, String address) {
    Path authority = folder.resolve("ca.pem");
    Path authorityKey = folder.resolve("ca.key");
    Path key = folder.resolve("server.key");
    Path certificate = folder.resolve("server.pem");
    certify("lab authority", authorityKey, authority);
    certify(
        address,
        key,
        certificate,
        "-addext",
        "subjectAltName=IP:" + address + ",DNS:" + NAME,
        "-addext",
        "basicConstraints=critical,CA:false",
        "-CA",
        authority.toString(),
        "-CAkey",
        authorityKey.toString());
    return new Certificates(authority, certificate, key);
  }

  /**
   * {@return with what a Redis serves TLS on a port, and asks its clients for certificates or not}
   */
  public String[] redisOptions(String port, String askClients) {
    return new String[] {
      "--tls-port",
      port,
      "--tls-auth-clients",
      askClients,
      "--tls-cert-file",
      certificate.toString(),
      "--tls-key-file",
      key.toString(),
      "--tls-ca-cert-file",
      authority.toString()
    };
  }

  private static void certify(String name, Path key, Path certificate, String... options) {
    List<String> command =
        new ArrayList<>(List.of("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes"));
    command.addAll(List.of("-days", "1", "-subj", "/CN=" + name));
    command.addAll(List.of("-keyout", key.toString(), "-out", certificate.toString()));
    command.addAll(List.of(options));
    Shell.run(command.toArray(String[]::new));
  }
}
