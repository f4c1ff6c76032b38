// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.kubeconfig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.AuthProviderConfig;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.ExecConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Makes the Kubernetes client's objects of a kubeconfig's entries. By hand: having them read by
 * Jackson takes a fifth of a short command, and {@code extensions}, which are not needed here,
 * would load every class that the client has for Kubernetes objects.
 */
final class EntryReader {
  private final JsonNode config;

  /**
   * @throws IllegalArgumentException when it is not an object
   */
  EntryReader(JsonNode config) {
    if (!config.isObject()) {
      throw new IllegalArgumentException("not an object");
    }
    this.config = config;
  }

  private interface Conversion<T> {
    T of(JsonNode node) throws JsonProcessingException;
  }

  Optional<String> currentContext() {
    return Optional.ofNullable(text(config, "current-context"));
  }

  void contexts(BiConsumer<String, Context> to) throws JsonProcessingException {
    each("contexts", "context", EntryReader::context, to);
  }

  void clusters(BiConsumer<String, Cluster> to) throws JsonProcessingException {
    each("clusters", "cluster", EntryReader::cluster, to);
  }

  void users(BiConsumer<String, AuthInfo> to) throws JsonProcessingException {
    each("users", "user", EntryReader::user, to);
  }

  private <T> void each(
      String list, String field, Conversion<T> conversion, BiConsumer<String, T> to)
      throws JsonProcessingException {
    for (JsonNode named : array(config, list)) {
      Optional<JsonNode> value = object(named, field);
      if (value.isPresent()) {
        to.accept(text(named, "name"), conversion.of(value.get()));
      }
    }
  }

  private static Context context(JsonNode node) {
    Context context = new Context();
    context.setCluster(text(node, "cluster"));
    context.setUser(text(node, "user"));
    context.setNamespace(text(node, "namespace"));
    return context;
  }

  private static Cluster cluster(JsonNode node) {
    Cluster cluster = new Cluster();
    cluster.setServer(text(node, "server"));
    cluster.setTlsServerName(text(node, "tls-server-name"));
    cluster.setCertificateAuthority(text(node, "certificate-authority"));
    cluster.setCertificateAuthorityData(text(node, "certificate-authority-data"));
    cluster.setInsecureSkipTlsVerify(node.path("insecure-skip-tls-verify").asBoolean());
    cluster.setProxyUrl(text(node, "proxy-url"));
    return cluster;
  }

  private static AuthInfo user(JsonNode node) throws JsonProcessingException {
    AuthInfo user = new AuthInfo();
    user.setClientCertificate(text(node, "client-certificate"));
    user.setClientCertificateData(text(node, "client-certificate-data"));
    user.setClientKey(text(node, "client-key"));
    user.setClientKeyData(text(node, "client-key-data"));
    user.setToken(text(node, "token"));
    user.setTokenFile(text(node, "tokenFile"));
    user.setUsername(text(node, "username"));
    user.setPassword(text(node, "password"));
    user.setAs(text(node, "as"));
    user.setAsUid(text(node, "as-uid"));
    user.setAsGroups(texts(node, "as-groups"));
    Optional<JsonNode> extra = object(node, "as-user-extra");
    if (extra.isPresent()) {
      Map<String, List<String>> values = new LinkedHashMap<>();
      extra.get().fieldNames().forEachRemaining(n -> values.put(n, texts(extra.get(), n)));
      user.setAsUserExtra(values);
    }
    Optional<JsonNode> exec = object(node, "exec");
    if (exec.isPresent()) {
      user.setExec(convert(exec.get(), ExecConfig.class));
    }
    Optional<JsonNode> provider = object(node, "auth-provider");
    if (provider.isPresent()) {
      user.setAuthProvider(convert(provider.get(), AuthProviderConfig.class));
    }
    return user;
  }

  private static <T> T convert(JsonNode node, Class<T> type) throws JsonProcessingException {
    return new JsonMapper().treeToValue(node, type);
  }

  /** The entries of a list that may be left out. */
  private static JsonNode array(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isArray() && !value.isMissingNode() && !value.isNull()) {
      throw new IllegalArgumentException(field + " is not a list");
    }
    return value;
  }

  private static Optional<JsonNode> object(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isObject()) {
      throw new IllegalArgumentException(field + " is not an object");
    }
    return Optional.of(value);
  }

  private static List<String> texts(JsonNode node, String field) {
    List<String> texts = new ArrayList<>();
    array(node, field).forEach(value -> texts.add(value.asText()));
    return texts;
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isValueNode()) {
      throw new IllegalArgumentException(field + " is not text");
    }
    return value.asText();
  }
}
