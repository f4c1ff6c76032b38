// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.reconcile.RecommendationGarbageCollector;
import dev.rightsizing.reconcile.ReconcileSettings;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Of several operators the one that holds a Lease works, the others stand by with warm caches. One
 * that loses it ends its process, and is restarted as a standby.
 */
@Singleton
final class Leadership {
  private static final Logger LOG = Logger.getLogger(Leadership.class);

  /** A leader that is killed is followed after at most this and two retry periods. */
  private static final Duration LEASE = Duration.ofSeconds(12);

  /** A leader that cannot renew for so long stops, well before another one may start. */
  private static final Duration RENEW_DEADLINE = Duration.ofSeconds(8);

  private static final Duration RETRY_PERIOD = Duration.ofSeconds(2);

  /** What still runs then is cut off, so that no two operators ever write at the same time. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(3);

  private static final int LOST = 1;

  private final Settings settings;
  private final ReconcileSettings reconcile;
  private final RecommendationGarbageCollector garbageCollector;

  Leadership(
      Settings settings,
      ReconcileSettings reconcile,
      RecommendationGarbageCollector garbageCollector) {
    this.settings = settings;
    this.reconcile = reconcile;
    this.garbageCollector = garbageCollector;
  }

  /** Whether there is an election at all: by default only inside a cluster. */
  boolean isElected() {
    return switch (settings.leaderElection()) {
      case TRUE -> true;
      case FALSE -> false;
      case AUTO -> ReconcileWiring.isInCluster();
    };
  }

  /** For the SDK, which starts an election where there is one. */
  @Produces
  @Dependent
  LeaderElectionConfiguration configuration() {
    if (!isElected()) {
      return null;
    }
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(settings.leaseName())
        .withLeaseNamespace(settings.leaseNamespace().orElse(reconcile.ownNamespace()))
        .withIdentity(identity())
        .withLeaseDuration(LEASE)
        .withRenewDeadline(RENEW_DEADLINE)
        .withRetryPeriod(RETRY_PERIOD)
        .withLeaderCallbacks(new LeaderCallbacks(this::won, this::lost, leader -> {}))
        .build();
  }

  /**
   * The pod's name, so that a restarted container leads on; on a desk several share a host name.
   */
  private static String identity() {
    String host = System.getenv().getOrDefault("HOSTNAME", "operator");
    return ReconcileWiring.isInCluster() ? host : host + "-" + UUID.randomUUID();
  }

  private void won() {
    LOG.info("this operator leads");
    garbageCollector.start();
  }

  /** The SDK's builder leaves the end of the process to its user. */
  private void lost() {
    LOG.error("this operator leads no longer: its lease could not be renewed; the process ends");
    CompletableFuture.delayedExecutor(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> Runtime.getRuntime().halt(LOST));
    Quarkus.asyncExit(LOST);
  }
}
