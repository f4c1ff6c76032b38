// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/**
 * Why something is as it is: one constant for conditions, messages, Events and metric labels alike.
 */
public enum Reason {
  EVALUATED("Evaluated", "Sizes are computed from current usage."),
  SUSPENDED("Suspended", "The policy is suspended; set spec.suspend to false to go on."),
  MODE_NOT_SUPPORTED(
      "ModeNotSupported", "This version does not do what spec.mode asks for; use Recommend."),
  INVALID_POLICY("InvalidPolicy", "The policy contradicts itself; the message says where."),
  NO_WORKLOADS("NoWorkloads", "The policy selects no workload; check spec.target."),
  SELECTED_BY_OLDER_POLICY(
      "SelectedByOlderPolicy", "An older policy selects the same workload and keeps it."),
  NO_CONFLICT("NoConflict", "No other policy selects the same workloads."),
  KIND_NOT_INSTALLED("KindNotInstalled", "The cluster does not know a kind that the policy names."),
  INTERNAL_ERROR(
      "InternalError", "The operator met a fault of its own; its log has the details once."),
  KUBERNETES_FORBIDDEN(
      "KubernetesForbidden", "The API server refuses a read; check the operator's role."),
  KUBERNETES_UNREACHABLE("KubernetesUnreachable", "The API server does not answer."),
  WORKLOAD_FAILED("WorkloadFailed", "This workload could not be evaluated; the others were."),

  SOURCE_REACHABLE("SourceReachable", "Prometheus answers."),
  SOURCE_NOT_CONFIGURED(
      "SourceNotConfigured",
      "No Prometheus is known; set RIGHTSIZING_PROMETHEUS_URL or spec.prometheus.url."),
  URL_NOT_ALLOWED(
      "UrlNotAllowed",
      "The operator may not call the policy's URL; see RIGHTSIZING_PROMETHEUS_ALLOWED_URLS."),
  AUTH_SECRET_MISSING("AuthSecretMissing", "The policy's authSecret does not exist."),
  AUTH_SECRET_FORBIDDEN(
      "AuthSecretForbidden", "The operator's role does not let it read the policy's authSecret."),
  AUTH_SECRET_INVALID(
      "AuthSecretInvalid", "The policy's authSecret lacks a key or has keys that exclude others."),
  SOURCE_UNREACHABLE("SourceUnreachable", "Prometheus cannot be reached."),
  SOURCE_TIMEOUT("SourceTimeout", "Prometheus does not answer in time."),
  TLS_FAILED("TlsFailed", "The TLS handshake with Prometheus fails; check ca.crt."),
  UNAUTHORIZED("Unauthorized", "Prometheus wants credentials (401)."),
  FORBIDDEN("Forbidden", "Prometheus refuses these credentials (403)."),
  NOT_FOUND("NotFound", "There is no Prometheus API under this URL (404)."),
  QUERY_REJECTED("QueryRejected", "Prometheus cannot execute the query (400, 422)."),
  TOO_MANY_POINTS("TooManyPoints", "The query exceeds Prometheus' points or samples limit."),
  RATE_LIMITED("RateLimited", "Prometheus limits the rate of queries (429)."),
  SOURCE_ERROR("SourceError", "Prometheus fails internally (500, 502, 504)."),
  SOURCE_OVERLOADED("SourceOverloaded", "Prometheus is overloaded (503)."),
  NOT_PROMETHEUS("NotPrometheus", "The answer is not the JSON of a Prometheus API."),
  TRUNCATED("Truncated", "The answer ends before its end."),
  PARTIAL_RESPONSE("PartialResponse", "The answer comes with warnings, so data may be missing."),
  CLOCK_SKEW("ClockSkew", "The clocks of Prometheus and the operator disagree."),

  USAGE_AVAILABLE("UsageAvailable", "There is enough usage."),
  USAGE_MISSING("UsageMissing", "Prometheus has no series of a metric for this scope."),
  HISTORY_TOO_SHORT("HistoryTooShort", "There is less usage than window.minimumHistory."),
  ONE_CLUSTER("OneCluster", "Prometheus shows no other cluster's pods under these workloads."),
  OTHER_CLUSTERS(
      "OtherClusters",
      "Prometheus also holds series of other clusters, which are left out; name this cluster by"
          + " spec.prometheus.matchers."),
  CLUSTERS_MIXED(
      "ClustersMixed",
      "Pods of the same names come from several clusters, and which of them is this one cannot be"
          + " told, so nothing is recommended; name this cluster by spec.prometheus.matchers."),
  NOT_RUNNING("NotRunning", "The workload has no replicas and left no usage in the window."),

  FITS("Fits", "All recommendations together fit the quotas."),
  EXCEEDS_QUOTA("ExceedsQuota", "All recommendations together exceed a quota."),
  QUOTA_CONSTRAINED(
      "QuotaConstrained", "Growth was cut to what a quota leaves; the message says by how much."),
  LIMIT_RANGE_FITS(
      "LimitRangeFits",
      "New pods of the recommended sizes are within the namespace's LimitRanges."),
  LIMIT_RANGE_CONSTRAINED(
      "LimitRangeConstrained",
      "Sizes were changed or kept so that new pods are admitted; the message says which and why."),
  NO_QUOTA("NoQuota", "The namespaces in scope have no ResourceQuota."),
  QUANTITIES_PLAUSIBLE(
      "QuantitiesPlausible", "No memory quantity of the template is too small to be meant."),
  QUANTITY_TOO_SMALL(
      "QuantityTooSmall",
      "A memory quantity of the template is less than any container runs in; correct its unit."),
  WITHIN_BOUNDS("WithinBounds", "No max of the policy is under what OOM kills ask for."),
  MAX_TOO_LOW("MaxTooLow", "OOM kills ask for more memory than the policy's max; raise it."),
  NO_CONTROLLER("NoController", "No other object manages the workload."),
  OWNED_BY_CONTROLLER(
      "OwnedByController",
      "Another object manages the workload and would undo a patch; set the sizes there."),
  AS_TEMPLATE("AsTemplate", "All pods run with the sizes that the template gives."),
  PODS_DIFFER(
      "PodsDiffer",
      "Figures are by what the pods say; a patch changes the template, and pods that are replaced"
          + " get its sizes."),
  CURRENT("Current", "The figures are of the last evaluation."),
  STALE("Stale", "The last evaluation failed; the figures are of the one before."),

  NO_RISK("NoRisk", "No signal that is watched is a risk."),
  BELOW_THRESHOLD("BelowThreshold", "A level is shown, but the policy's threshold is not reached."),
  THROTTLING_RISK("ThrottlingRisk", "The CPU limit holds a container back."),
  MEMORY_RISK("MemoryRisk", "A container's memory is near its limit."),
  CPU_PRESSURE_RISK("CpuPressureRisk", "A container waits for CPU that others on its node have."),
  MEMORY_GROWTH_RISK(
      "MemoryGrowthRisk", "A container's memory grows and will soon reach its limit."),
  SIGNAL_RISK("SignalRisk", "A signal that the policy names is over its threshold."),
  OOM_KILLED("OOMKilled", "A container was killed for want of memory in the last hour."),
  RISK_CLEARED("RiskCleared", "A risk that was told is over."),
  MANY_AT_RISK("ManyAtRisk", "The risk of many workloads changed at once."),
  QUOTA_WARNING("QuotaWarning", "At least 80 % of a quota line is used."),
  QUOTA_CRITICAL("QuotaCritical", "At least 90 % of a quota line is used."),
  QUOTA_EMERGENCY("QuotaEmergency", "At least 95 % of a quota line is used."),
  QUOTA_CLEARED("QuotaCleared", "A quota line that was nearly used up has room again."),
  SIGNAL_MISSING("SignalMissing", "Prometheus has no current series by which to tell the risk."),
  IMPOSSIBLE_FIGURE(
      "ImpossibleFigure",
      "The figures contradict each other, as memory over a limit that holds would; an input is of"
          + " something else, such as another cluster's series, so nothing is concluded from them."),
  NO_MEMORY_LIMIT(
      "NoMemoryLimit", "Without a memory limit there is nothing to measure memory against."),
  SIGNAL_LABELS_MISSING(
      "SignalLabelsMissing",
      "No series of the signal's query names a workload; each needs the labels namespace and pod,"
          + " or namespace and deployment, statefulset, daemonset, cronjob, job_name or rollout."),
  QUERY_NOT_ALLOWED(
      "QueryNotAllowed",
      "Policies outside the operator's namespace may not query this source freely; name a"
          + " source in spec.prometheus.url that an administrator names in"
          + " RIGHTSIZING_RISK_QUERY_ALLOWED_URLS, or let one set"
          + " RIGHTSIZING_RISK_POLICY_QUERIES=true."),
  RISK_NOT_WATCHED("RiskNotWatched", "Nobody watches the risk: the policy is suspended.");

  private final String text;
  private final String sentence;

  Reason(String text, String sentence) {
    this.text = text;
    this.sentence = sentence;
  }

  /** As a condition's reason: CamelCase. */
  public String text() {
    return text;
  }

  /** One sentence that tells a person what it means and what to do. */
  public String sentence() {
    return sentence;
  }
}
