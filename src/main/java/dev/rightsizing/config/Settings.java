// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.telemetry.endpoint.EndpointSettings.Authentication;
import dev.rightsizing.web.PageSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every setting, read from environment variables such as {@code RIGHTSIZING_PROMETHEUS_URL}. */
@ConfigMapping(prefix = "rightsizing")
public interface Settings {

  @ConfigDescription("Namespaces whose policies are watched, separated by commas; all when empty.")
  Optional<List<String>> watchNamespaces();

  @ConfigDescription(
      "The operator's own namespace, the only namespace in which namespaceSelector is"
          + " honoured; by default that of its ServiceAccount, else rightsizing-system.")
  Optional<String> namespace();

  @ConfigDescription(
      "Whether of several operators only the one that holds a Lease works: true, false, or auto for"
          + " true inside a cluster.")
  @WithDefault("auto")
  LeaderElection leaderElection();

  @ConfigDescription("Name of the Lease that the operators compete for.")
  @WithDefault("rightsizing-operator")
  String leaseName();

  @ConfigDescription("Namespace of that Lease; the operator's own when empty.")
  Optional<String> leaseNamespace();

  @ConfigDescription(
      "For how long an evaluation that is due may not begin before /q/health/live says DOWN and the"
          + " pod is restarted.")
  @WithDefault("30m")
  Duration stuckAfter();

  @ConfigDescription("Delay before a failed evaluation is retried, at most the policy's interval.")
  @WithDefault("1m")
  Duration retryInterval();

  @ConfigDescription("Number of Recommendations that are written concurrently.")
  @WithDefault("8")
  int writeConcurrency();

  @ConfigDescription(
      "How much usage is kept in memory, such as 256Mi; half of the Java heap when empty. Over it"
          + " the least recently used window is dropped and read again when it is next wanted.")
  Optional<String> usageMemory();

  Prometheus prometheus();

  Query query();

  Messaging messaging();

  Risk risk();

  Page page();

  GitConfig git();

  ApplyConfig apply();

  Metrics metrics();

  Otlp otlp();

  /** Whether operators compete for a Lease. */
  enum LeaderElection {
    AUTO,
    TRUE,
    FALSE
  }

  /** The operator's own metrics. */
  interface Metrics {

    @ConfigDescription(
        "Address that the port of the metrics listens on; for scrapes from other pods 0.0.0.0 or"
            + " the pod's own.")
    @WithDefault("127.0.0.1")
    String address();

    @ConfigDescription("Port of the metrics (/metrics); 0 for any that is free.")
    @WithDefault("9091")
    int port();

    @ConfigDescription(
        "File with the PEM certificate chain of the metrics' port, read again when it changes;"
            + " plain HTTP when empty.")
    Optional<String> certificateFile();

    @ConfigDescription("File with the PEM key of that certificate.")
    Optional<String> keyFile();

    @ConfigDescription(
        "Who may read the metrics: None for everyone who reaches the port, TokenReview for bearer"
            + " tokens whose ServiceAccount or user may get the path /metrics (a ClusterRole with"
            + " nonResourceURLs). It requires the ClusterRole system:auth-delegator.")
    @WithDefault("None")
    Authentication authentication();

    @ConfigDescription(
        "Maximum number of policies, and of namespaces, with series of their own in the"
            + " operator's metrics; those beyond it are summed under the name _other.")
    @WithDefault("100")
    int maxNames();

    @ConfigDescription(
        "Maximum number of containers whose recommended sizes are in the operator's metrics, four"
            + " series each; the dashboard of sizes needs them. None when 0.")
    @WithDefault("0")
    int maxContainers();

    @ConfigDescription(
        "Folders on the volumes whose used and free space the metrics show, separated by commas.")
    @WithDefault("/tmp")
    List<String> volumes();
  }

  /** What is sent by OTLP; {@code OTEL_EXPORTER_OTLP_ENDPOINT} and its like say where to. */
  interface Otlp {

    @ConfigDescription(
        "Name of the cluster, sent with each metric and span as k8s.cluster.name where"
            + " OTEL_EXPORTER_OTLP_ENDPOINT is set.")
    Optional<String> cluster();

    @ConfigDescription(
        "Name of the environment, such as production, sent in the same way as"
            + " deployment.environment.name.")
    Optional<String> environment();
  }

  /** The risk watch. */
  interface Risk {

    @ConfigDescription(
        "Whether policies outside the operator's namespace may send custom queries"
            + " (risk.signals) to the operator's Prometheus with its credentials; such"
            + " queries can read other tenants' data.")
    @WithDefault("false")
    boolean policyQueries();

    @ConfigDescription(
        "URL patterns of other sources to which policies outside the operator's namespace may"
            + " send custom queries (risk.signals), separated by commas, such as"
            + " https://prometheus.team-a.svc:9090; none when empty. A pattern"
            + " that also matches another host name of the operator's"
            + " Prometheus gives every policy access to it.")
    Optional<List<String>> queryAllowedUrls();
  }

  /** The source of usage for policies that name none. */
  interface Prometheus {

    @ConfigDescription(
        "Base URL of the Prometheus-compatible API for policies without spec.prometheus.url.")
    Optional<String> url();

    @ConfigDescription(
        "Patterns that spec.prometheus.url of a policy must match, separated by commas, such"
            + " as https://*.monitoring.svc:9090; none is allowed when empty.")
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
        "Extra request headers as Name=value or 'Name: value', separated by commas, such as"
            + " X-Scope-OrgID=team-a.")
    Optional<List<String>> headers();

    @ConfigDescription("Label matchers added to every query as label=value, separated by commas.")
    Optional<List<String>> matchers();
  }

  /** How queries are sent. */
  interface Query {

    @ConfigDescription("Maximum number of concurrent queries to one source.")
    @WithDefault("2")
    int concurrency();

    @ConfigDescription("Timeout of a query, including reading its response.")
    @WithDefault("30s")
    Duration timeout();

    @ConfigDescription(
        "Timeout of an optional query (owners of deleted pods, node prices, resident memory,"
            + " OOM kills, throttling); after it the evaluation continues without that"
            + " data and reports it in evidence.missing.")
    @WithDefault("10s")
    Duration extraTimeout();

    @ConfigDescription(
        "Maximum number of samples in one response; a larger read is split into several queries.")
    @WithDefault("2000000")
    long sampleBudget();

    @ConfigDescription(
        "Whether Prometheus compresses responses: true, false, or auto, which times the first"
            + " responses and requests compression only where the network delivers less than"
            + " 10 MB/s. Compression costs Prometheus more CPU than the queries.")
    @WithDefault("auto")
    String gzip();

    @ConfigDescription("Maximum retries of a query after a transient error.")
    @WithDefault("3")
    int retries();
  }

  /** Notices as messages; {@code KAFKA_BOOTSTRAP_SERVERS} and its like say where Kafka is. */
  interface Messaging {

    @ConfigDescription("Kafka topic of the messages that docs/messages.md describes.")
    @WithDefault("rightsizing-notices")
    String topic();

    @ConfigDescription(
        "Source of the messages, a URI reference that identifies this operator, such as"
            + " /clusters/prod-1.")
    @WithDefault("/rightsizing.dev/operator")
    URI source();

    @ConfigDescription(
        "Maximum number of messages buffered while Kafka is unavailable; beyond it the oldest"
            + " is dropped and counted.")
    @WithDefault("1000")
    int buffer();
  }

  /** The page for people. */
  interface Page {

    @ConfigDescription("Whether the operator serves its page; see page.md.")
    @WithDefault("false")
    boolean enabled();

    @ConfigDescription("Address that the page listens on; in a pod its own, such as 0.0.0.0.")
    @WithDefault("127.0.0.1")
    String address();

    @ConfigDescription("Port of the page; 0 for any free one.")
    @WithDefault("8080")
    int port();

    @ConfigDescription(
        "How the page learns who sends a request: Token (a token of the cluster), Proxy (headers of"
            + " a trusted proxy, or a token that it passes on), or Local (whoever reaches the"
            + " loopback address has the operator's own rights).")
    @WithDefault("Token")
    PageSettings.Authentication authentication();

    @ConfigDescription(
        "With Proxy: addresses or networks that the proxy connects from, separated by commas, such"
            + " as 10.1.0.0/16.")
    Optional<List<String>> trustedProxies();

    @ConfigDescription(
        "With Proxy: file with the secret that the proxy sends as X-Rightsizing-Proxy-Secret, read"
            + " for each request; required where no trusted address is set.")
    Optional<String> proxySecretFile();

    @ConfigDescription("With Proxy: header with the user's name.")
    @WithDefault("X-Forwarded-User")
    String userHeader();

    @ConfigDescription("With Proxy: header with the user's groups, separated by commas.")
    @WithDefault("X-Forwarded-Groups")
    String groupsHeader();

    @ConfigDescription("PEM file with the page's certificate chain; plain HTTP when empty.")
    Optional<String> certificateFile();

    @ConfigDescription("PEM file with that certificate's private key.")
    Optional<String> keyFile();
  }
}
