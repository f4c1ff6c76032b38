// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.kubeconfig;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rightsizing.cli.ClusterChoice;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.kubeconfig.Kubeconfig.Located;
import dev.rightsizing.model.PlainText;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.TrustManager;

/**
 * Connects to a cluster as kubectl would. The Kubernetes client reads kubeconfigs too, but leaves
 * out {@code tls-server-name}, {@code tokenFile}, {@code proxy-url} of an HTTPS server, keys in
 * PKCS#8 and {@code installHint}; so everything is read here, and the client gets the result.
 */
public final class ClusterConnection {
  private final Map<String, String> environment;

  /**
   * @param environment variables of the process: KUBECONFIG, HOME, and those of proxies
   */
  public ClusterConnection(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * A client of its own, to be closed.
   *
   * @param adjust what the caller sets besides
   * @throws CommandException when no cluster is named, or what is named cannot be used
   */
  public KubernetesClient open(ClusterChoice choice, Consumer<Config> adjust)
      throws CommandException {
    Kubeconfig kubeconfig = Kubeconfig.read(files(choice));
    Optional<Located<Context>> context = kubeconfig.context(choice.context());
    KubernetesClientBuilder builder =
        new KubernetesClientBuilder().withHttpClientFactory(new VertxHttpClientFactory());
    Config config = Config.empty();
    if (context.isPresent()) {
      use(kubeconfig, context.get(), config, builder);
    } else if (!new OwnPod(environment).apply(config)) {
      throw new CommandException(
          "no kubeconfig names a cluster; set KUBECONFIG, or give --kubeconfig and --context");
    }
    proxy(config, kubeconfig, context);
    adjust.accept(config);
    try {
      return builder
          .withConfig(config)
          // Without the search for every kind of object that the class path has.
          .withKubernetesSerialization(new KubernetesSerialization(new ObjectMapper(), false))
          .build();
    } catch (KubernetesClientException e) {
      throw new CommandException(
          "the certificates of the kubeconfig cannot be used; get a new kubeconfig", e);
    }
  }

  private static void use(
      Kubeconfig kubeconfig,
      Located<Context> context,
      Config config,
      KubernetesClientBuilder builder)
      throws CommandException {
    Located<Cluster> cluster = cluster(kubeconfig, context);
    config.setNamespace(given(context.value().getNamespace()).orElse(null));
    server(config, cluster);
    Login login = new Login(user(kubeconfig, context), context.value(), cluster.value());
    Optional<Login.Keys> keys = login.apply(config);
    if (keys.isPresent()) {
      TrustManager[] trusted = trusted(config);
      builder.withHttpClientBuilderConsumer(
          http -> http.sslContext(keys.get().managers(), trusted));
    }
    given(cluster.value().getTlsServerName())
        .ifPresent(name -> builder.withHttpClientFactory(ServerName.factory(name)));
  }

  private List<Path> files(ClusterChoice choice) throws CommandException {
    if (choice.kubeconfig().isPresent()) {
      Path file = choice.kubeconfig().get();
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw new CommandException(
            "the kubeconfig " + file + " cannot be read; check --kubeconfig");
      }
      return List.of(file);
    }
    Optional<String> named = given(environment.get("KUBECONFIG"));
    if (named.isPresent()) {
      return Arrays.stream(named.get().split(File.pathSeparator))
          .filter(text -> !text.isBlank())
          .map(Path::of)
          .toList();
    }
    String home = given(environment.get("HOME")).orElse(System.getProperty("user.home", ""));
    return List.of(Path.of(home, ".kube", "config"));
  }

  private static Located<Cluster> cluster(Kubeconfig kubeconfig, Located<Context> context)
      throws CommandException {
    String name = context.value().getCluster();
    Located<Cluster> cluster = kubeconfig.clusters().get(name);
    if (cluster == null || given(cluster.value().getServer()).isEmpty()) {
      throw new CommandException(
          "the kubeconfig's context names the cluster '"
              + name
              + "', of which it has no server; choose another --context");
    }
    return cluster;
  }

  /** Without a user, requests carry no credentials, as with kubectl. */
  private static Located<AuthInfo> user(Kubeconfig kubeconfig, Located<Context> context)
      throws CommandException {
    Optional<String> name = given(context.value().getUser());
    if (name.isEmpty()) {
      return new Located<>(new AuthInfo(), context.file());
    }
    Located<AuthInfo> user = kubeconfig.users().get(name.get());
    if (user == null) {
      throw new CommandException(
          "the kubeconfig has no user '" + name.get() + "'; choose another --context");
    }
    return user;
  }

  private static void server(Config config, Located<Cluster> located) throws CommandException {
    Cluster cluster = located.value();
    boolean insecure = Boolean.TRUE.equals(cluster.getInsecureSkipTlsVerify());
    config.setTrustCerts(insecure);
    config.setDisableHostnameVerification(insecure);
    config.setCaCertData(given(cluster.getCertificateAuthorityData()).orElse(null));
    Optional<Path> ca = located.path(cluster.getCertificateAuthority());
    if (config.getCaCertData() == null && ca.isPresent()) {
      if (!Files.isReadable(ca.get())) {
        throw new CommandException(
            "the kubeconfig's certificate-authority " + ca.get() + " cannot be read; check it");
      }
      config.setCaCertFile(ca.get().toString());
    }
    config.setMasterUrl(url(cluster.getServer(), insecure || ca.isPresent() || hasData(config)));
  }

  private static boolean hasData(Config config) {
    return config.getCaCertData() != null;
  }

  /** A server without a scheme is one with TLS where any TLS option is set. */
  private static String url(String server, boolean tls) throws CommandException {
    String url = server.contains("://") ? server : (tls ? "https://" : "http://") + server;
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null && uri.getScheme().matches("(?i)https?")) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw noServer(server);
    }
    throw noServer(server);
  }

  private static CommandException noServer(String server) {
    return new CommandException(
        "the kubeconfig's server '"
            + PlainText.line(server)
            + "' is not a URL; write https://HOST:PORT");
  }

  private void proxy(Config config, Kubeconfig kubeconfig, Optional<Located<Context>> context)
      throws CommandException {
    Optional<String> own =
        context
            .map(c -> kubeconfig.clusters().get(c.value().getCluster()))
            .flatMap(c -> given(c.value().getProxyUrl()));
    Optional<URI> proxy = new ProxyChoice(environment).of(URI.create(config.getMasterUrl()), own);
    config.setHttpProxy(proxy.map(URI::toString).orElse(null));
    config.setHttpsProxy(config.getHttpProxy());
  }

  private static TrustManager[] trusted(Config config) throws CommandException {
    try {
      return SSLUtils.trustManagers(config);
    } catch (GeneralSecurityException | IOException e) {
      throw new CommandException(
          "the kubeconfig's certificate-authority holds no certificates in PEM; get a new one", e);
    }
  }

  static Optional<String> given(String text) {
    return Optional.ofNullable(text).filter(t -> !t.isBlank());
  }
}
