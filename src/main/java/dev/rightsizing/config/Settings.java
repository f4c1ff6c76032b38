// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every setting, read from environment variables such as {@code RIGHTSIZING_PROMETHEUS_URL}. */
@ConfigMapping(prefix = "rightsizing")
public interface Settings {

  @ConfigDescription(
      "Namespaces in which policies are watched, separated by commas; all when empty.")
  Optional<List<String>> watchNamespaces();

  @ConfigDescription(
      "The operator's own namespace, the only one where a policy's namespaceSelector counts; by"
          + " default that of its ServiceAccount, else rightsizing-system.")
  Optional<String> namespace();

  @ConfigDescription(
      "How soon a failed evaluation is tried again, at the latest after the policy's interval.")
  @WithDefault("1m")
  Duration retryInterval();

  @ConfigDescription("How many Recommendations are written at the same time.")
  @WithDefault("8")
  int writeConcurrency();

  Prometheus prometheus();

  Query query();

  Messaging messaging();

  Risk risk();

  /** The risk watch. */
  interface Risk {

    @ConfigDescription(
        "Whether policies outside the operator's namespace may send queries of their own"
            + " (risk.signals) to the operator's Prometheus, with its credentials: with them they"
            + " can read what belongs to others.")
    @WithDefault("false")
    boolean policyQueries();

    @ConfigDescription(
        "Patterns of other sources to which policies outside the operator's namespace may send"
            + " queries of their own (risk.signals), separated by commas, such as"
            + " https://prometheus.team-a.svc:9090; none when empty. A pattern that also matches"
            + " another name of the operator's Prometheus opens that to everybody.")
    Optional<List<String>> queryAllowedUrls();
  }

  /** The source of usage for policies that name none. */
  interface Prometheus {

    @ConfigDescription(
        "Base URL of the Prometheus-compatible API that policies without a url of their own use.")
    Optional<String> url();

    @ConfigDescription(
        "Patterns that a policy's own url must match, separated by commas, such as"
            + " https://*.monitoring.svc:9090; none is allowed when empty.")
    Optional<List<String>> allowedUrls();

    @ConfigDescription("File with a bearer token, read again when it changes.")
    Optional<String> tokenFile();

    @ConfigDescription("User name for basic authentication.")
    Optional<String> username();

    @ConfigDescription("File with the password for basic authentication.")
    Optional<String> passwordFile();

    @ConfigDescription(
        "File with the PEM certificates of the authority that signed Prometheus' certificate.")
    Optional<String> caFile();

    @ConfigDescription(
        "Extra request headers as Name=value, separated by commas, such as X-Scope-OrgID=team-a.")
    Optional<List<String>> headers();

    @ConfigDescription("Label matchers added to every query as label=value, separated by commas.")
    Optional<List<String>> matchers();
  }

  /** How queries are sent. */
  interface Query {

    @ConfigDescription("How many queries run at the same time against one source.")
    @WithDefault("2")
    int concurrency();

    @ConfigDescription("Time that one query may take, its answer included.")
    @WithDefault("30s")
    Duration timeout();

    @ConfigDescription(
        "Time that one query may take that only improves figures (owners of pods that are gone,"
            + " prices of nodes, resident memory, OOM kills, throttling); after it the evaluation"
            + " goes on without, and evidence.missing says so.")
    @WithDefault("10s")
    Duration extraTimeout();

    @ConfigDescription(
        "Samples that one answer may hold; a larger read is cut into several queries.")
    @WithDefault("2000000")
    long sampleBudget();

    @ConfigDescription(
        "Whether answers may come compressed; false takes the work of it off Prometheus where the"
            + " network is fast.")
    @WithDefault("true")
    boolean gzip();

    @ConfigDescription("How often a query is tried again after a fault that may pass.")
    @WithDefault("3")
    int retries();
  }

  /** Notices as messages; {@code KAFKA_BOOTSTRAP_SERVERS} and its like say where Kafka is. */
  interface Messaging {

    @ConfigDescription("Kafka topic of the messages that docs/messages.md describes.")
    @WithDefault("rightsizing-notices")
    String topic();

    @ConfigDescription(
        "Source of the messages, a URI reference that tells this operator from others, such as"
            + " /clusters/prod-1.")
    @WithDefault("/rightsizing.dev/operator")
    URI source();

    @ConfigDescription(
        "How many messages may wait while Kafka does not take them; when it is full the oldest is"
            + " dropped and counted.")
    @WithDefault("1000")
    int buffer();
  }
}
