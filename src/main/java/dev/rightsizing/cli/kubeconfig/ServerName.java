// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.kubeconfig;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.vertx.VertxHttpClient;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientBuilder;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * Makes HTTP clients that ask for a server by another name than that of its address ({@code
 * tls-server-name}): the name goes into the handshake (SNI) and is what the certificate must hold.
 */
final class ServerName {
  private ServerName() {}

  static HttpClient.Factory factory(String name) {
    return new VertxHttpClientFactory() {
      @Override
      public VertxHttpClientBuilder<VertxHttpClientFactory> newBuilder() {
        return new VertxHttpClientBuilder<>(this, null) {
          @Override
          public VertxHttpClient<VertxHttpClientFactory> build() {
            if (sslContext != null) {
              sslContext = new Named(sslContext, name);
            }
            return super.build();
          }
        };
      }
    };
  }

  private static final class Named extends SSLContext {
    Named(SSLContext context, String name) {
      super(new NamedSpi(context, name), context.getProvider(), context.getProtocol());
    }
  }

  /** The JDK takes an engine's peer host for both SNI and the check of the certificate. */
  private static final class NamedSpi extends SSLContextSpi {
    private final SSLContext context;
    private final String name;

    NamedSpi(SSLContext context, String name) {
      this.context = context;
      this.name = name;
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return context.createSSLEngine(name, port);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return context.createSSLEngine(name, -1);
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trusted, SecureRandom random) {
      throw new IllegalStateException("the context is initialised already");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      return context.getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      return context.getServerSocketFactory();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return context.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return context.getClientSessionContext();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
      return context.getDefaultSSLParameters();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
      return context.getSupportedSSLParameters();
    }
  }
}
