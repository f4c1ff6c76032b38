// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.kubeconfig;

import static dev.rightsizing.cli.kubeconfig.ClusterConnection.given;

import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.kubeconfig.Kubeconfig.Located;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.AuthProviderConfig;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;

/**
 * How a kubeconfig's user logs in: certificate, token, password or a login program, and whom they
 * impersonate. Who chose to act with fewer rights must not act with more.
 */
final class Login {
  /** By which the client finds the file where it keeps the refreshed token of an OpenID user. */
  private static final String FILE_OF_USER = "KUBERNETES_CONFIG_AUTH_INFO_FILE_KEY";

  private final Located<AuthInfo> located;
  private final AuthInfo user;
  private final Context context;
  private final Cluster cluster;

  Login(Located<AuthInfo> located, Context context, Cluster cluster) {
    this.located = located;
    this.user = located.value();
    this.context = context;
    this.cluster = cluster;
  }

  /** A client's certificate with its key. */
  record Keys(KeyManager... managers) {}

  /**
   * Sets all but the certificate.
   *
   * @return the certificate, where the user has one
   */
  Optional<Keys> apply(Config config) throws CommandException {
    impersonate(config);
    config.setUsername(given(user.getUsername()).orElse(null));
    config.setPassword(given(user.getPassword()).orElse(null));
    Optional<Keys> keys =
        keys(
            pem("client-certificate", user.getClientCertificateData(), user.getClientCertificate()),
            pem("client-key", user.getClientKeyData(), user.getClientKey()));
    if (!token(config) && config.getUsername() == null) {
      if (user.getAuthProvider() != null) {
        provider(config, user.getAuthProvider());
      } else if (user.getExec() != null) {
        return program(config).or(() -> keys);
      }
    }
    return keys;
  }

  private void impersonate(Config config) {
    if (user.getAs() != null) {
      config.setImpersonateUsername(user.getAs());
      if (user.getAsGroups() != null) {
        config.setImpersonateGroups(user.getAsGroups().toArray(String[]::new));
      }
      if (user.getAsUserExtra() != null) {
        config.setImpersonateExtras(user.getAsUserExtra());
      }
      given(user.getAsUid())
          .ifPresent(uid -> config.setCustomHeaders(Map.of("Impersonate-Uid", uid)));
    }
  }

  /** Whether the user has a token; one in a file is read for each request, since it may rotate. */
  private boolean token(Config config) throws CommandException {
    Optional<Path> file = located.path(user.getTokenFile());
    if (file.isPresent()) {
      read("tokenFile", file.get());
      config.setOauthTokenProvider(() -> rotating(file.get()));
      return true;
    }
    given(user.getToken()).ifPresent(config::setOauthToken);
    return config.getOauthToken() != null;
  }

  private static String rotating(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      // The API server then answers 401, which is reported as such.
      return "";
    }
  }

  /** Kept for OpenID and other users of old: the client refreshes their tokens. */
  private void provider(Config config, AuthProviderConfig provider) {
    Map<String, String> values = provider.getConfig() == null ? Map.of() : provider.getConfig();
    config.setAuthProvider(provider);
    config.setAutoOAuthToken(
        given(values.get("access-token")).or(() -> given(values.get("id-token"))).orElse(null));
    NamedContext named = new NamedContext();
    named.setName("current");
    named.setContext(context);
    named.setAdditionalProperty(FILE_OF_USER, located.file().toFile());
    config.setCurrentContext(named);
  }

  private Optional<Keys> program(Config config) throws CommandException {
    ExecPlugin.Credential given =
        new ExecPlugin(
                new Located<>(user.getExec(), located.file()), cluster, System.console() != null)
            .ask();
    given.token().ifPresent(config::setOauthToken);
    return keys(given.certificate().map(Login::bytes), given.key().map(Login::bytes));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<Keys> keys(Optional<byte[]> certificate, Optional<byte[]> key)
      throws CommandException {
    if (certificate.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Keys(ClientKey.managers(certificate.get(), key.get())));
    } catch (GeneralSecurityException e) {
      throw new CommandException(
          "the client certificate or key of the kubeconfig's user cannot be used: "
              + e.getMessage()
              + "; get a new kubeconfig",
          e);
    }
  }

  private Optional<byte[]> pem(String what, String data, String file) throws CommandException {
    if (given(data).isPresent()) {
      try {
        return Optional.of(Base64.getMimeDecoder().decode(data));
      } catch (IllegalArgumentException e) {
        // Its message may quote the key.
        throw new CommandException(
            "the kubeconfig's " + what + "-data is not base64; get a new kubeconfig");
      }
    }
    Optional<Path> path = located.path(file);
    return path.isEmpty() ? Optional.empty() : Optional.of(read(what, path.get()));
  }

  private static byte[] read(String what, Path file) throws CommandException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new CommandException(
          "the kubeconfig's " + what + " " + file + " cannot be read; check that it is there", e);
    }
  }
}
