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

  @About("Namespaces in which policies are watched, separated by commas; all when empty.")
  Optional<List<String>> watchNamespaces();

  @About(
      "The operator's own namespace, the only one where a policy's namespaceSelector counts; by"
          + " default that of its ServiceAccount, else rightsizing-system.")
  Optional<String> namespace();

  @About("How soon a failed evaluation is tried again, at the latest after the policy's interval.")
  @WithDefault("1m")
  Duration retryInterval();

  @About("How many Recommendations are written at the same time.")
  @WithDefault("8")
  int writeConcurrency();

  Prometheus prometheus();

  Query query();

  Messaging messaging();

  Risk risk();

  /** The risk watch. */
  interface Risk {

    @About(
        "Whether policies outside the operator's namespace may send queries of their own"
            + " (risk.signals) to the operator's Prometheus, with its credentials: with them they"
            + " can read what belongs to others.")
    @WithDefault("false")
    boolean policyQueries();

    @About(
        "Patterns of other sources to which policies outside the operator's namespace may send"
            + " queries of their own (risk.signals), separated by commas, such as"
            + " https://prometheus.team-a.svc:9090; none when empty. A pattern that also matches"
            + " another name of the operator's Prometheus opens that to everybody.")
    Optional<List<String>> queryAllowedUrls();
  }

  /** The source of usage for policies that name none. */
  interface Prometheus {

    @About(
        "Base URL of the Prometheus-compatible API that policies without a url of their own use.")
    Optional<String> url();

    @About(
        "Patterns that a policy's own url must match, separated by commas, such as"
            + " https://*.monitoring.svc:9090; none is allowed when empty.")
    Optional<List<String>> allowedUrls();

    @About("File with a bearer token, read again when it changes.")
    Optional<String> tokenFile();

    @About("User name for basic authentication.")
    Optional<String> username();

    @About("File with the password for basic authentication.")
    Optional<String> passwordFile();

    @About("File with the PEM certificates of the authority that signed Prometheus' certificate.")
    Optional<String> caFile();

    @About(
        "Extra request headers as Name=value, separated by commas, such as X-Scope-OrgID=team-a.")
    Optional<List<String>> headers();

    @About("Label matchers added to every query as label=value, separated by commas.")
    Optional<List<String>> matchers();
  }

  /** How queries are sent. */
  interface Query {

    @About("How many queries run at the same time against one source.")
    @WithDefault("2")
    int concurrency();

    @About("Time that one query may take, its answer included.")
    @WithDefault("30s")
    Duration timeout();

    @About(
        "Time that one query may take that only improves figures (owners of pods that are gone,"
            + " prices of nodes, resident memory, OOM kills, throttling); after it the evaluation"
            + " goes on without, and evidence.missing says so.")
    @WithDefault("10s")
    Duration extraTimeout();

    @About("Samples that one answer may hold; a larger read is cut into several queries.")
    @WithDefault("2000000")
    long sampleBudget();

    @About(
        "Whether answers may come compressed; false takes the work of it off Prometheus where the"
            + " network is fast.")
    @WithDefault("true")
    boolean gzip();

    @About("How often a query is tried again after a fault that may pass.")
    @WithDefault("3")
    int retries();
  }

  /** Notices as messages; {@code KAFKA_BOOTSTRAP_SERVERS} and its like say where Kafka is. */
  interface Messaging {

    @About("Kafka topic of the messages that docs/messages.md describes.")
    @WithDefault("rightsizing-notices")
    String topic();

    @About(
        "Source of the messages, a URI reference that tells this operator from others, such as"
            + " /clusters/prod-1.")
    @WithDefault("/rightsizing.dev/operator")
    URI source();

    @About(
        "How many messages may wait while Kafka does not take them; when it is full the oldest is"
            + " dropped and counted.")
    @WithDefault("1000")
    int buffer();
  }
}
