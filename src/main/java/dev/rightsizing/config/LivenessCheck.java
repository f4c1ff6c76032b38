// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.reconcile.ControllerRuns;
import dev.rightsizing.reconcile.PolicyRuns;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive as long as the controllers do what is due. A restart helps where threads or timers are
 * lost; nothing that only waits for Prometheus or the API server makes this fail.
 */
@Liveness
@Singleton
final class LivenessCheck implements HealthCheck {
  private final ControllerRuns runs;
  private final Duration after;

  LivenessCheck(ControllerRuns runs, Settings settings) {
    this.runs = runs;
    this.after = settings.stuckAfter();
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("controllers")
            .withData("evaluation", text(runs.evaluations()))
            .withData("risk", text(runs.risks()));
    boolean stuck =
        runs.evaluations().isStuck(after)
            || runs.risks().isStuck(after)
            || runs.applies().isStuck(after);
    return answer.status(!stuck).build();
  }

  private static String text(PolicyRuns runs) {
    long overdue = runs.overdue().toSeconds();
    return overdue == 0 ? "on time" : "overdue by " + overdue + " s";
  }
}
