// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.risk;

import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.PodSizes;
import dev.rightsizing.model.PodSizes.PodRef;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.risk.SignalReading;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Assigns the samples of one policy-defined query to their workloads; the maximum of each workload
 * counts. The pod label comes first; where that pod has no workload here, as with the exporter's
 * own pod in kube-state-metrics series, the workload label counts.
 */
final class WorkloadSamples {
  /** As kube-state-metrics names them, and Argo Rollouts its own. */
  private static final Map<String, WorkloadKind> LABELS = labels();

  private final PodOwners owners;
  private final PodSizes living;
  private final Set<String> namespaces;
  private final Map<WorkloadRef, SignalReading.Measured> worst = new HashMap<>();
  private boolean any;
  private boolean named;
  private boolean inScope;

  WorkloadSamples(RiskRequest request) {
    this.owners = request.owners();
    this.living = request.living();
    this.namespaces = request.namespaces();
  }

  private static Map<String, WorkloadKind> labels() {
    Map<String, WorkloadKind> labels = new LinkedHashMap<>();
    labels.put("deployment", WorkloadKind.DEPLOYMENT);
    labels.put("statefulset", WorkloadKind.STATEFULSET);
    labels.put("daemonset", WorkloadKind.DAEMONSET);
    labels.put("cronjob", WorkloadKind.CRONJOB);
    labels.put("job_name", WorkloadKind.JOB);
    labels.put("rollout", WorkloadKind.ROLLOUT);
    return labels;
  }

  void sample(Map<String, String> labels, double value) {
    any = true;
    String namespace = labels.get("namespace");
    String pod = labels.get("pod");
    if (namespace == null
        || pod == null && labels.keySet().stream().noneMatch(LABELS::containsKey)) {
      return;
    }
    named = true;
    if (!namespaces.contains(namespace) || !Double.isFinite(value)) {
      return;
    }
    inScope = true;
    Optional<WorkloadRef> owner = pod == null ? Optional.empty() : owners.ownerOf(namespace, pod);
    String where = owner.isEmpty() ? "" : where(namespace, pod, labels.get("container"));
    owner
        .or(() -> byLabel(namespace, labels))
        .ifPresent(
            workload ->
                worst.merge(
                    workload,
                    new SignalReading.Measured(value, where),
                    (a, b) -> a.value() >= b.value() ? a : b));
  }

  /**
   * Only what the cluster has is quoted: a query may write any text into a label, also what its
   * author may not read.
   */
  private String where(String namespace, String pod, String container) {
    if (!living.knows(namespace, pod)) {
      return "";
    }
    boolean known =
        container != null && living.byPod().get(new PodRef(namespace, pod)).containsKey(container);
    return "pod " + pod + (known ? " container " + container : "");
  }

  private static Optional<WorkloadRef> byLabel(String namespace, Map<String, String> labels) {
    return LABELS.entrySet().stream()
        .filter(entry -> labels.containsKey(entry.getKey()))
        .map(entry -> new WorkloadRef(namespace, entry.getValue(), labels.get(entry.getKey())))
        .findFirst();
  }

  NamedReadings readings() {
    return any && !named
        ? NamedReadings.failed(Reason.SIGNAL_LABELS_MISSING)
        : new NamedReadings(worst, new SignalReading.Absent(inScope));
  }
}
