// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.access.AccessReview;
import dev.rightsizing.access.CachedAccess;
import dev.rightsizing.access.kubernetes.KubernetesAccess;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Makes what asks the cluster who sends a request and what that identity may do. */
@Singleton
final class AccessWiring {
  /** Short enough that a revoked permission is gone before anybody wonders. */
  private static final Duration REMEMBERED = Duration.ofSeconds(10);

  @Produces
  @Singleton
  AccessReview access(KubernetesClient client, Clock clock) {
    return new CachedAccess(new KubernetesAccess(client), REMEMBERED, clock);
  }
}
