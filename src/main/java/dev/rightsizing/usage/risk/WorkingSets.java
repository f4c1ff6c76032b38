// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.risk;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.ReadPlan;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads the memory of the last minutes alone: one query a batch of namespaces. */
public final class WorkingSets {
  /** One point a minute, the usual interval between scrapes. */
  private static final Duration STEP = Duration.ofMinutes(1);

  private final CollectorSettings settings;

  public WorkingSets(CollectorSettings settings) {
    this.settings = settings;
  }

  /**
   * What was read, by container of a workload.
   *
   * @throws UsageException with its reason; then nothing is known
   */
  public Map<ContainerRef, List<PodReading>> read(UsageSource source, RiskRequest request)
      throws UsageException {
    PodSamples gathered = new PodSamples();
    for (ReadPlan.Batch batch :
        new ReadPlan(settings, STEP, request.expectedSeries()).batches(request.namespaces())) {
      RiskReader.memory(source, batch.namespaces(), request, gathered);
    }
    return gathered.byContainer(request.owners());
  }
}
