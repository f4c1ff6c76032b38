// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import dev.rightsizing.apply.ActOutcome;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.workload.kubernetes.dryrun.Permissions;
import dev.rightsizing.workload.kubernetes.dryrun.SizedKind;
import java.util.List;
import java.util.Optional;

/** The rights that changes need, and what to do where one is missing. */
final class Rights {
  /** As the chart names it. */
  static final String ROLE = "rightsizing-operator-apply";

  private static final String PATCH = "patch";

  private final Permissions permissions;

  Rights(Permissions permissions) {
    this.permissions = permissions;
  }

  /**
   * @param resource with its subresource after a slash
   */
  private record Right(String group, String resource) {
    String text() {
      return group.isEmpty() ? resource : resource + "." + group;
    }
  }

  /**
   * The first that is missing for changes of a kind of workload.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException when there is no answer
   */
  Optional<ActOutcome> missing(WorkloadKind kind, ApplyStrategy strategy, String namespace) {
    return needed(kind, strategy).stream()
        .filter(right -> !permissions.allow(PATCH, right.group(), right.resource(), namespace))
        .map(right -> missing(PATCH, right.text(), namespace))
        .findFirst();
  }

  private static List<Right> needed(WorkloadKind kind, ApplyStrategy strategy) {
    if (!strategy.changesTemplate()) {
      return List.of(new Right("", "pods"), new Right("", "pods/resize"));
    }
    SizedKind sized = SizedKind.of(kind);
    return List.of(new Right(sized.group(), sized.plural()));
  }

  /**
   * @param resource such as {@code pods/resize} or {@code deployments.apps}
   */
  static ActOutcome missing(String verb, String resource, String namespace) {
    String message =
        "verb %s on %s is not allowed in namespace %s; bind ClusterRole %s in namespace %s (chart"
            + " values apply.enabled, apply.namespaces)%s";
    return new ActOutcome.Refused(
        Reason.APPLY_FORBIDDEN,
        message.formatted(
            verb,
            resource,
            namespace,
            ROLE,
            namespace,
            resource.equals("pods/resize")
                ? "; pods/resize is in neither admin nor edit, so that only a cluster administrator"
                    + " can grant it"
                : ""));
  }
}
