package io.synscope.exchange;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Whom to trust, who to be and which name to ask for when a line speaks TLS. */
public final class TlsPlan {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  private final SslContext context;
  private final Optional<String> serverName;
  private final boolean insecure;

  private TlsPlan(SslContext context, Optional<String> serverName, boolean insecure) {
    this.context = context;
    this.serverName = serverName;
    this.insecure = insecure;
  }

  /**
   * {@return a plan}
   *
   * @param authorities file of the certificates to trust, PEM; empty for the JDK's own
   * @param certificate file of the client's certificate chain, PEM; empty sends none
   * @param key file of its private key, PEM, PKCS 8
   * @param serverName name for SNI and for checking the certificate; empty for the target's own
   * @param insecure whether any certificate will do
   * @throws SSLException when a file does not hold what it should
   */
  public static TlsPlan of(
      Optional<Path> authorities,
      Optional<Path> certificate,
      Optional<Path> key,
      Optional<String> serverName,
      boolean insecure)
      throws SSLException {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .endpointIdentificationAlgorithm(null);
    if (insecure) {
      builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
    } else {
      authorities.ifPresent(file -> builder.trustManager(file.toFile()));
    }
    if (certificate.isPresent() && key.isPresent()) {
      builder.keyManager(certificate.get().toFile(), key.get().toFile());
    }
    return new TlsPlan(builder.build(), serverName, insecure);
  }

  /** {@return a plan that trusts whom the JDK trusts, and says no name but the target's} */
  public static TlsPlan usual() {
    return withoutFiles(false);
  }

  /** {@return a plan that takes any certificate, for looking and not for trusting} */
  public static TlsPlan unchecked() {
    return withoutFiles(true);
  }

  private static TlsPlan withoutFiles(boolean insecure) {
    try {
      return of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), insecure);
    } catch (SSLException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  SslHandler handler(String host, int port) {
    String name = serverName.orElse(host);
    SslHandler handler = context.newHandler(ByteBufAllocator.DEFAULT, name, port);
    if (!insecure) {
      SSLParameters parameters = handler.engine().getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm(
          "HTTPS"); // RFC 2818 3.1; redis-cli checks names since 6.2 only with --sni
      handler.engine().setSSLParameters(parameters);
    }
    if (ADDRESS.matcher(name).matches()) {
      handler.engine().setSSLParameters(withoutNames(handler.engine().getSSLParameters()));
    }
    handler.setHandshakeTimeoutMillis(0); // whoever drives the attempt holds the timer
    return handler;
  }

  /**
   * {@return this socket inside TLS, the handshake done}
   *
   * @throws IOException where the other end or its certificate is not as it should be
   */
  public Socket secure(Socket plain, String host, int port) throws IOException {
    if (!(context instanceof JdkSslContext jdk)) {
      throw new IOException("TLS of the JDK is not there");
    }
    String name = serverName.orElse(host);
    SSLSocket socket =
        (SSLSocket) jdk.context().getSocketFactory().createSocket(plain, name, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    if (!insecure) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    socket.setSSLParameters(
        ADDRESS.matcher(name).matches() ? withoutNames(parameters) : parameters);
    socket.startHandshake();
    return socket;
  }

  private static SSLParameters withoutNames(SSLParameters parameters) {
    parameters.setServerNames(
        java.util.List.of()); // RFC 6066 3: literal addresses are not permitted in SNI
    return parameters;
  }
}
