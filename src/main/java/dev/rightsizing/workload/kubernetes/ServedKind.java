// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.workload.WorkloadException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Whether a cluster serves a kind that is not built in. Safe for use by several threads. */
public final class ServedKind {

  /** How long an answer of the API discovery holds: a new CRD is seen after that. */
  public static final Duration DISCOVERY_HOLDS = Duration.ofMinutes(5);

  private final KubernetesClient client;
  private final ObjectLister lister;
  private final Clock clock;
  private final String apiVersion;
  private final String kind;
  private final AtomicReference<Discovery> last = new AtomicReference<>();

  /**
   * Asks nothing yet.
   *
   * @param apiVersion such as {@code argoproj.io/v1alpha1}
   */
  public ServedKind(
      KubernetesClient client, ObjectLister lister, Clock clock, String apiVersion, String kind) {
    this.client = client;
    this.lister = lister;
    this.clock = clock;
    this.apiVersion = apiVersion;
    this.kind = kind;
  }

  private record Discovery(boolean served, Instant until) {}

  /** Whether the API server serves it; where it does not say, it does not. */
  public boolean isServed() throws WorkloadException {
    Discovery known = last.get();
    Instant now = clock.instant();
    if (known == null || !now.isBefore(known.until())) {
      known = new Discovery(discover(), now.plus(DISCOVERY_HOLDS));
      last.set(known);
    }
    return known.served();
  }

  private boolean discover() throws WorkloadException {
    try {
      return client.supports(apiVersion, kind);
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
          || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return false;
      }
      throw lister.failure("discover " + apiVersion, e);
    }
  }
}
