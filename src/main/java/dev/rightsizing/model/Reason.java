// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/**
 * Why something is as it is: one constant for conditions, messages, Events and metric labels alike.
 */
public enum Reason {
  EVALUATED("Evaluated", "Sizes are computed from current usage."),
  SUSPENDED("Suspended", "The policy is suspended; set spec.suspend to false to resume."),
  INVALID_POLICY("InvalidPolicy", "The policy is not valid; the message names the field."),
  NO_WORKLOADS("NoWorkloads", "The policy selects no workload; check spec.target."),
  SELECTED_BY_OLDER_POLICY(
      "SelectedByOlderPolicy", "An older policy selects the same workload and takes precedence."),
  NO_CONFLICT("NoConflict", "No other policy selects the same workloads."),
  KIND_NOT_INSTALLED(
      "KindNotInstalled", "The cluster does not serve a kind that the policy" + " names."),
  INTERNAL_ERROR("InternalError", "Internal error; see the operator log for the stack trace."),
  KUBERNETES_FORBIDDEN(
      "KubernetesForbidden", "The API server denied a read; check the operator's role."),
  KUBERNETES_UNREACHABLE("KubernetesUnreachable", "The API server cannot be reached."),
  WORKLOAD_FAILED("WorkloadFailed", "This workload could not be evaluated; the others were."),

  SOURCE_REACHABLE("SourceReachable", "Prometheus is reachable."),
  SOURCE_NOT_CONFIGURED(
      "SourceNotConfigured",
      "No Prometheus is configured; set RIGHTSIZING_PROMETHEUS_URL or spec.prometheus.url."),
  URL_NOT_ALLOWED(
      "UrlNotAllowed",
      "The operator is not allowed to call the policy's URL; see"
          + " RIGHTSIZING_PROMETHEUS_ALLOWED_URLS."),
  AUTH_SECRET_MISSING("AuthSecretMissing", "The policy's authSecret does not exist."),
  AUTH_SECRET_FORBIDDEN(
      "AuthSecretForbidden", "The operator's role does not let it read the policy's authSecret."),
  AUTH_SECRET_INVALID(
      "AuthSecretInvalid", "The policy's authSecret lacks a key or has conflicting keys."),
  SOURCE_UNREACHABLE("SourceUnreachable", "Prometheus cannot be reached."),
  SOURCE_TIMEOUT("SourceTimeout", "Prometheus did not respond in time."),
  TLS_FAILED("TlsFailed", "The TLS handshake with Prometheus failed; check ca.crt."),
  UNAUTHORIZED("Unauthorized", "Prometheus requires credentials (401)."),
  FORBIDDEN("Forbidden", "Prometheus rejected the credentials (403)."),
  NOT_FOUND("NotFound", "There is no Prometheus API at this URL (404)."),
  QUERY_REJECTED("QueryRejected", "Prometheus rejected the query (400, 422)."),
  TOO_MANY_POINTS("TooManyPoints", "The query exceeds Prometheus' limit on points or samples."),
  RATE_LIMITED("RateLimited", "Prometheus rate-limits queries (429)."),
  SOURCE_ERROR("SourceError", "Prometheus returned a server error (500, 502, 504)."),
  SOURCE_OVERLOADED("SourceOverloaded", "Prometheus is overloaded (503)."),
  NOT_PROMETHEUS("NotPrometheus", "The response is not the JSON of a Prometheus API."),
  TRUNCATED("Truncated", "The response was truncated."),
  PARTIAL_RESPONSE("PartialResponse", "The response carries warnings, so data may be missing."),
  CLOCK_SKEW("ClockSkew", "The clocks of Prometheus and the operator differ."),

  USAGE_AVAILABLE("UsageAvailable", "Enough usage data is available."),
  USAGE_MISSING("UsageMissing", "Prometheus has no series of a required metric for this scope."),
  HISTORY_TOO_SHORT("HistoryTooShort", "Usage data covers less than window.minimumHistory."),
  ONE_CLUSTER("OneCluster", "All series of these workloads belong to this cluster."),
  OTHER_CLUSTERS(
      "OtherClusters",
      "Prometheus also holds series of other clusters, which are ignored; select this cluster"
          + " in spec.prometheus.matchers."),
  CLUSTERS_MIXED(
      "ClustersMixed",
      "Several clusters have pods of the same names and this cluster cannot be identified, so"
          + " nothing is recommended; select this cluster in spec.prometheus.matchers."),
  NOT_RUNNING("NotRunning", "The workload has no replicas and no usage in the window."),

  FITS("Fits", "All recommendations together fit the quotas."),
  EXCEEDS_QUOTA("ExceedsQuota", "All recommendations together exceed a quota."),
  QUOTA_CONSTRAINED(
      "QuotaConstrained", "An increase was capped by a quota; the message says by how much."),
  LIMIT_RANGE_FITS(
      "LimitRangeFits",
      "New pods of the recommended sizes are within the namespace's LimitRanges."),
  LIMIT_RANGE_CONSTRAINED(
      "LimitRangeConstrained",
      "Sizes were changed or kept so that new pods are admitted; the message says which and why."),
  NO_QUOTA("NoQuota", "The namespaces in scope have no ResourceQuota."),
  QUANTITIES_PLAUSIBLE(
      "QuantitiesPlausible", "All memory quantities of the template are plausible."),
  QUANTITY_TOO_SMALL(
      "QuantityTooSmall",
      "A memory quantity of the template is too small for any container to run; correct its unit."),
  WITHIN_BOUNDS("WithinBounds", "The policy's max covers what OOM kills require."),
  MAX_TOO_LOW("MaxTooLow", "OOM kills require more memory than the policy's max; raise it."),
  NO_CONTROLLER("NoController", "No other object manages the workload."),
  OWNED_BY_CONTROLLER(
      "OwnedByController",
      "Another object manages the workload and would undo a patch; set the sizes there."),
  AS_TEMPLATE("AsTemplate", "All pods run with the template's sizes."),
  PODS_DIFFER(
      "PodsDiffer",
      "Running pods differ from the template and their sizes count as current; a patch"
          + " changes the template, and replaced pods get its sizes."),
  CURRENT("Current", "Figures are from the latest evaluation."),
  STALE("Stale", "The latest evaluation failed; figures are from an earlier one."),

  NO_RISK("NoRisk", "No risk detected."),
  BELOW_THRESHOLD(
      "BelowThreshold",
      "The level is shown but not reported, because it is below" + " the policy's threshold."),
  THROTTLING_RISK("ThrottlingRisk", "A container is throttled by its CPU limit."),
  MEMORY_RISK("MemoryRisk", "A container's memory is near its limit."),
  CPU_PRESSURE_RISK("CpuPressureRisk", "A container is starved of CPU by others on its node."),
  MEMORY_GROWTH_RISK(
      "MemoryGrowthRisk", "A container's memory keeps growing and will soon reach its limit."),
  SIGNAL_RISK("SignalRisk", "A signal defined in the policy is over its threshold."),
  OOM_KILLED("OOMKilled", "A container was OOM-killed in the last hour."),
  RISK_CLEARED("RiskCleared", "A reported risk has cleared."),
  MANY_AT_RISK("ManyAtRisk", "The risk of many workloads changed at once."),
  QUOTA_WARNING("QuotaWarning", "At least 80 % of a quota line is used."),
  QUOTA_CRITICAL("QuotaCritical", "At least 90 % of a quota line is used."),
  QUOTA_EMERGENCY("QuotaEmergency", "At least 95 % of a quota line is used."),
  QUOTA_CLEARED("QuotaCleared", "A quota line that was nearly used up has room again."),
  SIGNAL_MISSING("SignalMissing", "Prometheus has no current series to assess the risk from."),
  IMPOSSIBLE_FIGURE(
      "ImpossibleFigure",
      "The figures contradict each other, such as memory usage above an enforced limit; an"
          + " input is wrong, such as another cluster's series, so they are ignored."),
  NO_MEMORY_LIMIT("NoMemoryLimit", "The container has no memory limit to compare its usage with."),
  SIGNAL_LABELS_MISSING(
      "SignalLabelsMissing",
      "No series of the signal's query identifies a workload; each needs the labels namespace"
          + " and pod,"
          + " or namespace and deployment, statefulset, daemonset, cronjob, job_name or rollout."),
  QUERY_NOT_ALLOWED(
      "QueryNotAllowed",
      "Policies outside the operator's namespace may not send custom queries to this source;"
          + " use a spec.prometheus.url that matches RIGHTSIZING_RISK_QUERY_ALLOWED_URLS,"
          + " or have an administrator set RIGHTSIZING_RISK_POLICY_QUERIES=true."),
  PROPOSED("Proposed", "A request with the change is open."),
  PUSHED("Pushed", "A branch with the change is pushed; spec.git.pullRequest.provider is None."),
  NOTHING_TO_PROPOSE("NothingToPropose", "Nothing differs from what Git has."),
  MERGED("Merged", "The request was merged; the cluster is catching up."),
  CLOSED_BY_HAND(
      "ClosedByHand",
      "A person closed the request; it is proposed again when a need differs by more than"
          + " thresholds.changePercent."),
  REJECTED("Rejected", "A person rejected the change."),
  NOT_APPROVED(
      "NotApproved",
      "The policy requires approval (spec.git.approval, spec.apply.approval) and the"
          + " Recommendation is not Approved."),
  AUTOSCALER_TARGET(
      "AutoscalerTarget",
      "The size must change together with an autoscaler's target, which a request does not edit;"
          + " apply both by hand."),
  LOW_CONFIDENCE("LowConfidence", "There is too little history to propose a change."),
  GIT_NOT_CONFIGURED(
      "GitNotConfigured", "The policy's spec.mode is Propose, but spec.git is absent; add it."),
  GIT_URL_NOT_ALLOWED(
      "GitUrlNotAllowed",
      "The operator may not use this repository or API; see RIGHTSIZING_GIT_ALLOWED_URLS."),
  GIT_STOPPED(
      "GitStopped",
      "The ConfigMap rightsizing-stop in the operator's namespace stops all writes; delete it to"
          + " go on."),
  GIT_UNREACHABLE("GitUnreachable", "The Git server or code host cannot be reached."),
  GIT_TIMEOUT("GitTimeout", "The Git server or code host did not respond in time."),
  GIT_TLS_FAILED("GitTlsFailed", "The TLS handshake with the Git server failed; check ca.crt."),
  GIT_UNAUTHORIZED(
      "GitUnauthorized", "The Git server or code host rejected the credentials; renew them."),
  GIT_FORBIDDEN("GitForbidden", "The credentials lack a right on the repository."),
  GIT_NOT_FOUND("GitNotFound", "There is no such repository, or the credentials cannot see it."),
  GIT_BRANCH_NOT_FOUND("GitBranchNotFound", "The base branch does not exist."),
  GIT_HOST_KEY_UNKNOWN(
      "GitHostKeyUnknown", "The ssh server's key is not in known_hosts; add it to the authSecret."),
  GIT_KEY_INVALID("GitKeyInvalid", "A key of the authSecret cannot be read; check its format."),
  BRANCH_PROTECTED("BranchProtected", "The server protects the branch; exempt it from the rule."),
  SIGNATURE_REQUIRED(
      "SignatureRequired",
      "The server requires signed commits; add signing-key to the authSecret."),
  PUSH_REJECTED("PushRejected", "The server rejected the push; the message has its words."),
  BRANCH_MOVED("BranchMoved", "Someone moved the branch meanwhile; the next pass looks again."),
  GIT_RATE_LIMITED("GitRateLimited", "The code host limits requests; the operator waits."),
  CODE_HOST_FAILED("CodeHostFailed", "The code host answered with an error."),
  GIT_STORAGE_FAILED(
      "GitStorageFailed", "The folder of the clones cannot be written; check its space."),
  MANIFEST_NOT_FOUND(
      "ManifestNotFound",
      "No manifest of the workload was found; add an edit mark, or set spec.git.path or"
          + " helmValues."),
  MANIFEST_AMBIGUOUS(
      "ManifestAmbiguous",
      "Several manifests match; add an edit mark to the right one, or set spec.git.path."),
  MANIFEST_NOT_EDITABLE(
      "ManifestNotEditable",
      "The manifest says the size in a way that is not edited; the message says what to do."),
  CONTAINER_NOT_FOUND("ContainerNotFound", "The manifest has no container of this name."),
  FILE_NOT_EDITABLE(
      "FileNotEditable", "The file is a link, a submodule, an LFS pointer or too large to edit."),
  PATH_REFUSED("PathRefused", "A path or a branch's name leads out of the repository."),
  RISK_NOT_WATCHED("RiskNotWatched", "Risk is not monitored while the policy is suspended."),
  NOTHING_TO_APPLY("NothingToApply", "Every size is as recommended."),
  APPLY_DISABLED(
      "ApplyDisabled",
      "The operator does not change workloads; set RIGHTSIZING_APPLY_ENABLED (chart value"
          + " apply.enabled) to let it."),
  APPLY_FORBIDDEN(
      "ApplyForbidden", "The operator lacks a right that the change needs; the message names it."),
  APPLY_STOPPED(
      "ApplyStopped",
      "The ConfigMap rightsizing-stop in the operator's namespace stops all changes; delete it to"
          + " resume."),
  APPLY_PAUSED("ApplyPaused", "Changes of this workload are paused; see rightsize resume."),
  APPLY_READY("ApplyReady", "Every guard allows the step."),
  APPLYING("Applying", "The step is being made."),
  WATCHING("Watching", "The change is made and watched."),
  APPLIED("Applied", "The change is made and its watch ended well."),
  UNDONE("Undone", "The change was undone; the message says why."),
  GIVEN_UP(
      "GivenUp",
      "Changes were undone too often in a row; rightsize resume or a new release starts again."),
  OUTSIDE_WINDOW("OutsideWindow", "The maintenance window is closed."),
  COOLING_DOWN("CoolingDown", "The last change is too recent; see spec.apply.cooldown."),
  BACKING_OFF("BackingOff", "The last change was undone, so the next one waits."),
  STEP_LIMITED("StepLimited", "One step goes only so far; see spec.apply.step."),
  MEMORY_FLOOR("MemoryFloor", "Memory does not go under what is used."),
  USAGE_UNKNOWN("UsageUnknown", "What is used now cannot be read, so nothing is lowered."),
  ROLLOUT_IN_PROGRESS("RolloutInProgress", "The workload is being rolled out."),
  ROLLOUT_PAUSED("RolloutPaused", "The workload's roll-out is paused."),
  ROLLOUT_STUCK("RolloutStuck", "The workload's roll-out does not progress."),
  NOT_ALL_READY("NotAllReady", "Not all pods of the workload are ready."),
  NO_PODS("NoPods", "No pod of the workload runs."),
  WAITING_FOR_ROLLOUT(
      "WaitingForRollout", "The sizes change together with the workload's next roll-out."),
  NO_DISRUPTION_ALLOWED(
      "NoDisruptionAllowed", "A PodDisruptionBudget allows no disruption at the moment."),
  HELD_BY_AUTOSCALER("HeldByAutoscaler", "An autoscaler works on the utilization of the request."),
  VERTICAL_AUTOSCALER("VerticalAutoscaler", "A VerticalPodAutoscaler sizes the workload itself."),
  TEMPLATE_OWNED(
      "TemplateOwned", "The workload's template has an owner that would undo a change of it."),
  LIMIT_RANGE_REFUSES("LimitRangeRefuses", "A LimitRange does not allow the size."),
  QUOTA_FULL("QuotaFull", "A ResourceQuota has no room for the change."),
  NO_NODE_ROOM("NoNodeRoom", "A node has no room for the larger pod."),
  NODE_LEAVING("NodeLeaving", "A node with pods of the workload is about to be removed."),
  QOS_WOULD_CHANGE("QosWouldChange", "A resize must not change a pod's QoS class."),
  RESOURCE_CLAIMS("ResourceClaims", "A container with resource claims cannot be resized."),
  POD_LEVEL_RESOURCES(
      "PodLevelResources", "Pods with resources at pod level are not resized in place."),
  DO_NOT_DISRUPT("DoNotDisrupt", "A pod must not be disrupted, as its annotation says."),
  AT_RISK("AtRisk", "The workload is at risk, so nothing of it is lowered."),
  BUDGET_USED("BudgetUsed", "As many workloads change already as may at the same time."),
  DRY_RUN_ONLY("DryRunOnly", "The policy only tries; set spec.apply.dryRun to false to apply."),
  RESIZE_NOT_SUPPORTED("ResizeNotSupported", "These pods cannot be resized in place."),
  PODS_NOT_ALIKE("PodsNotAlike", "Pods of the workload do not all have the same size."),
  LIMIT_CANNOT_BE_REMOVED(
      "LimitCannotBeRemoved", "A resize cannot take a request or a limit away."),
  KIND_NOT_APPLIED("KindNotApplied", "Workloads of this kind are not changed."),
  FIELD_OWNED_BY_OTHER(
      "FieldOwnedByOther", "Another field manager owns the sizes; the message names it."),
  REVERTED_BY_OWNER(
      "RevertedByOwner", "Another manager took the change back, so it is not made again."),
  CHANGE_REFUSED("ChangeRefused", "The API server or a webhook refused the change."),
  CHANGE_CONFLICT("ChangeConflict", "The object changed at the same time; it is tried again."),
  CRASH_LOOP("CrashLoop", "A container crashes again and again since the change."),
  CONTAINER_OOM_KILLED("ContainerOomKilled", "A container was OOM killed since the change."),
  CONTAINER_RESTARTED("ContainerRestarted", "A container was restarted since the change."),
  PODS_NOT_READY("PodsNotReady", "Pods are not ready since the change."),
  PODS_PENDING("PodsPending", "Pods find no node since the change."),
  THROTTLED_AFTER_CHANGE("ThrottledAfterChange", "CPU is throttled since the change."),
  ABORT_CONDITION("AbortCondition", "A query of spec.apply.abortWhen is over its threshold."),
  WATCH_UNCERTAIN(
      "WatchUncertain", "Whether the change is good cannot be determined, so it does not go on."),
  RESIZE_INFEASIBLE("ResizeInfeasible", "The node can never hold the larger pod."),
  RESIZE_DEFERRED("ResizeDeferred", "The node cannot hold the larger pod at the moment."),
  RESIZE_NOT_FINISHED("ResizeNotFinished", "The kubelet did not finish the resize in time."),
  UNDO_REQUESTED("UndoRequested", "A person requested the previous sizes."),
  POLICY_STOPPED("PolicyStopped", "The policy does not apply any more."),
  TEMPLATE_CHANGED("TemplateChanged", "The template's own sizes changed.");

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

  /** One sentence for people: what it means and what to do. */
  public String sentence() {
    return sentence;
  }
}
