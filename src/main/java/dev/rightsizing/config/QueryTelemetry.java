// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.model.Reason;
import dev.rightsizing.telemetry.OperatorMetrics;
import dev.rightsizing.telemetry.QueryOutcome;
import dev.rightsizing.telemetry.http.QueryMetrics;
import dev.rightsizing.usage.prometheus.QueryListener;
import java.time.Duration;

/** Counts what is sent to Prometheus. */
record QueryTelemetry(OperatorMetrics queries, QueryMetrics requests) implements QueryListener {

  @Override
  public void queried(Sent query) {
    queries.queried(
        new QueryOutcome(query.resource(), query.outcome(), query.samples(), query.bytes()));
  }

  @Override
  public void waiting(int change) {
    requests.waiting(change);
  }

  @Override
  public void began() {
    requests.began();
  }

  @Override
  public void ended(Reason outcome, Duration took) {
    requests.ended(outcome, took);
  }
}
