// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.Window;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.KnownPods;
import dev.rightsizing.usage.PodOwnerHistory;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.WorkloadRead;
import dev.rightsizing.usage.WorkloadReader;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.usage.saturation.CollectedSaturation;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Opens what is known of single workloads, for people who look at them. Usage comes from memory,
 * where the evaluations of the workload's policy left it, and nothing is read for that; where the
 * memory holds none, one query per resource reads that workload alone.
 */
public final class Studies {
  private final WorkloadSource workloads;
  private final UsageMemory memory;
  private final KnownPrices prices;
  private final QueriedUsage queried;
  private final Clock clock;

  /**
   * @param prices of the evaluations that share the memory
   * @param settings bound what one query reads
   */
  public Studies(
      WorkloadSource workloads,
      UsageMemory memory,
      KnownPrices prices,
      CollectorSettings settings,
      Clock clock) {
    this.workloads = workloads;
    this.memory = memory;
    this.prices = prices;
    this.queried = new QueriedUsage(new WorkloadReader(settings, clock), clock);
    this.clock = clock;
  }

  /** Connects to a policy's source; asked for only where memory holds nothing. */
  @FunctionalInterface
  public interface SourceOfPolicy {
    /**
     * @throws UsageException when the source cannot be used
     */
    UsageSource connect() throws UsageException;
  }

  /**
   * What is known of a workload.
   *
   * @param request as the policy's evaluation gets it
   * @return empty where the policy does not select the workload, or it is gone
   * @throws WorkloadException when the cluster cannot be read
   * @throws UsageException when usage is not in memory and cannot be read
   */
  public Optional<Study> open(EvaluationRequest request, WorkloadRef ref, SourceOfPolicy source)
      throws WorkloadException, UsageException {
    Set<String> namespace = Set.of(ref.namespace());
    if (!request.scope().namespaces().contains(ref.namespace())) {
      return Optional.empty();
    }
    ClusterView view = workloads.view(namespace);
    Optional<Workload> workload =
        view.workloads().stream()
            .filter(w -> w.ref().equals(ref))
            .filter(request.scope()::selects)
            .findFirst();
    if (workload.isEmpty()) {
      return Optional.empty();
    }
    Optional<UsageMemory.Held> held =
        memory.held(request.policy(), namespace, request.settings().window());
    if (held.isPresent()) {
      // Only together with its neighbours does a workload fit a quota as it does in an evaluation.
      boolean alone = view.quotas().isEmpty();
      return Optional.of(
          new Study(
              narrowed(request, ref, alone),
              workload.get(),
              view,
              held.get(),
              prices.of(request.policy()).orElseGet(() -> PriceList.unread(request.pricing())),
              true));
    }
    return Optional.of(queried(request, workload.get(), view, source.connect()));
  }

  private Study queried(
      EvaluationRequest request, Workload workload, ClusterView view, UsageSource source)
      throws UsageException {
    KnownPods pods = KnownPods.of(view.pods(), view.podSizes());
    source.know(Set.of(workload.ref().namespace()), pods);
    WorkloadReader.Answer answer =
        queried.of(
            source,
            new WorkloadRead(
                workload.ref(),
                Math.max(1, workload.nodes().size()) * workload.containers().size(),
                request.settings().window(),
                new HistoricalPodOwners(
                    pods, PodOwnerHistory.EMPTY, HistoricalPodOwners.existing(view.workloads()))));
    Window window = request.settings().window();
    Window read =
        new Window(window.lookback(), answer.step(), window.minimumHistory(), window.aggregation());
    return new Study(
        narrowed(request, workload.ref(), true).with(Study.with(request.settings(), read)),
        workload,
        view,
        new UsageMemory.Held(
            source, new UsageMemory.Collected(answer.usage(), CollectedSaturation.unread())),
        prices.of(request.policy()).orElseGet(() -> PriceList.unread(request.pricing())),
        false);
  }

  private static EvaluationRequest narrowed(
      EvaluationRequest request, WorkloadRef ref, boolean alone) {
    Scope scope = request.scope();
    return request.with(
        new Scope(
            new TreeSet<>(Set.of(ref.namespace())),
            scope.kinds(),
            scope.selector(),
            scope.excludeContainers(),
            alone ? Set.of(new Scope.Named(ref.kind(), ref.name())) : scope.names()));
  }
}
