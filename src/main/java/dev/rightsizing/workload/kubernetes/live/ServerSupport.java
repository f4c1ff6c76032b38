// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.apply.ResizeSupport;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.kubernetes.ObjectLister;
import dev.rightsizing.workload.kubernetes.ServedKind;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

/**
 * Whether the API server can resize pods, by its discovery and version. An answer holds for some
 * minutes, so that an upgrade is seen. Safe for use by several threads.
 */
final class ServerSupport {
  private static final String SUBRESOURCE = "pods/resize";

  /** From this on a memory limit may go down without a restart. */
  private static final int MEMORY_LIMIT_DOWN = 34;

  private final KubernetesClient client;
  private final ObjectLister lister;
  private final Clock clock;
  private ResizeSupport known;
  private Instant until = Instant.MIN;

  ServerSupport(KubernetesClient client, ObjectLister lister, Clock clock) {
    this.client = client;
    this.lister = lister;
    this.clock = clock;
  }

  synchronized ResizeSupport read() throws WorkloadException {
    Instant now = clock.instant();
    if (!now.isBefore(until)) {
      known = ask();
      until = now.plus(ServedKind.DISCOVERY_HOLDS);
    }
    return known;
  }

  private ResizeSupport ask() throws WorkloadException {
    try {
      return of(client.getApiResources("v1"), client.getKubernetesVersion());
    } catch (KubernetesClientException e) {
      throw lister.failure("discover what pods support", e);
    }
  }

  /** By what a server answers. */
  static ResizeSupport of(APIResourceList core, VersionInfo version) {
    boolean served =
        core != null && core.getResources().stream().anyMatch(r -> SUBRESOURCE.equals(r.getName()));
    String text = version == null ? "" : Objects.requireNonNullElse(version.getGitVersion(), "");
    boolean down =
        KubernetesVersion.parse(text).filter(v -> v.isAtLeast(MEMORY_LIMIT_DOWN)).isPresent();
    return new ResizeSupport(served, served && down, text);
  }
}
