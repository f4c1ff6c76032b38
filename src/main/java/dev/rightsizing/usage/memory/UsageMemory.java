// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.memory;

import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Window;
import dev.rightsizing.usage.CollectRequest;
import dev.rightsizing.usage.CollectedUsage;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.PolicyShares;
import dev.rightsizing.usage.PolicyShares.Share;
import dev.rightsizing.usage.UsageCollector;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.UsageSources;
import dev.rightsizing.usage.WantedUsage;
import dev.rightsizing.usage.saturation.CollectedSaturation;
import dev.rightsizing.usage.saturation.SaturationCollector;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Holds what was read of usage and saturation for as long as a policy wants it. Policies share what
 * they read alike: the same source, and for usage the same step and aggregation. Over the bound the
 * least recently used goes, of the namespace whose policies hold the most.
 */
public final class UsageMemory {
  private static final Logger LOG = Logger.getLogger(UsageMemory.class);

  private final PolicyShares<WindowKey, UsageCollector> windows = new PolicyShares<>();
  private final PolicyShares<UsageSource, SaturationCollector> saturations = new PolicyShares<>();
  private final Map<PolicyRef, WantedUsage> wanted = new ConcurrentHashMap<>();
  private final LongAdder dropped = new LongAdder();
  private final CollectorSettings settings;
  private final MemoryBound bound;
  private final Clock clock;
  private final ExecutorService executor;
  private final UsageSources sources;

  /**
   * @param executor runs the reads of the two resources side by side
   * @param sources forget a policy too
   */
  public UsageMemory(
      CollectorSettings settings,
      MemoryBound bound,
      Clock clock,
      ExecutorService executor,
      UsageSources sources) {
    this.sources = sources;
    this.settings = settings;
    this.bound = bound;
    this.clock = clock;
    this.executor = executor;
  }

  /** Without a bound, for sources that keep nothing for policies. */
  public UsageMemory(CollectorSettings settings, Clock clock, ExecutorService executor) {
    this(settings, MemoryBound.NONE, clock, executor, UsageSources.NONE);
  }

  /** What is known of a policy's window. */
  public record Collected(CollectedUsage usage, CollectedSaturation saturation) {}

  private record WindowKey(UsageSource source, Duration step, Aggregation aggregation) {}

  /**
   * Brings a policy's window up to date.
   *
   * @throws UsageException when usage cannot be read; what was read before it is kept
   */
  public Collected collect(
      PolicyRef policy, UsageSource source, Window window, CollectRequest request)
      throws UsageException {
    wanted.put(policy, new WantedUsage(request.namespaces(), request.lookback()));
    WindowKey key = new WindowKey(source, window.step(), window.aggregation());
    UsageCollector usage =
        windows.of(
            policy,
            key,
            () ->
                new UsageCollector(
                    source, window.step(), window.aggregation(), settings, clock, executor));
    SaturationCollector saturation =
        saturations.of(policy, source, () -> new SaturationCollector(source, settings, clock));
    try {
      usage.keepOnly(() -> wantedBy(windows.policies(key)));
      CollectedUsage used = usage.collect(request);
      saturation.keepOnly(() -> wantedBy(saturations.policies(source)));
      return new Collected(used, saturation.collect(request));
    } finally {
      fit();
    }
  }

  /** What is held, and of which source. */
  public record Held(UsageSource source, Collected collected) {}

  /**
   * What a policy's last reads left in memory of some namespaces. Reads nothing, waits for no read
   * that runs, and copies no samples.
   *
   * @return empty where the policy has not read these namespaces with this window yet, as after a
   *     start, on a replica that does not lead, or when the memory's bound made it go
   */
  public Optional<Held> held(PolicyRef policy, Set<String> namespaces, Window window) {
    Optional<Share<WindowKey, UsageCollector>> share =
        windows
            .of(policy)
            .filter(s -> s.key().step().equals(window.step()))
            .filter(s -> s.key().aggregation() == window.aggregation());
    if (share.isEmpty()) {
      return Optional.empty();
    }
    UsageSource source = share.get().key().source();
    Optional<CollectedSaturation> saturation =
        saturations.of(policy).flatMap(s -> s.value().held(namespaces, window.lookback()));
    return share
        .get()
        .value()
        .held(namespaces, window.lookback())
        .flatMap(usage -> saturation.map(known -> new Collected(usage, known)))
        .map(collected -> new Held(source, collected));
  }

  private WantedUsage wantedBy(Set<PolicyRef> policies) {
    return WantedUsage.union(policies.stream().map(wanted::get).filter(Objects::nonNull).toList());
  }

  /** A policy is gone, and with it what only it wanted: its source, usage and saturation. */
  public void forget(PolicyRef policy) {
    windows.forget(policy);
    saturations.forget(policy);
    wanted.remove(policy);
    sources.forget(policy);
  }

  /** Bytes of heap that are held, about. */
  public long heldBytes() {
    return held().stream().mapToLong(Holding::bytes).sum();
  }

  /** How many windows had to go because the bound was reached. */
  public long dropped() {
    return dropped.sum();
  }

  private List<Holding> held() {
    List<Holding> held = new ArrayList<>();
    for (Share<WindowKey, UsageCollector> share : windows.all()) {
      held.add(
          new Holding(
              "usage at a step of " + share.key().step().toSeconds() + " s",
              share.value().heldBytes(),
              share.policies(),
              share.lastUsed(),
              () -> windows.drop(share.key())));
    }
    for (Share<UsageSource, SaturationCollector> share : saturations.all()) {
      held.add(
          new Holding(
              "throttling, limits and OOM kills",
              share.value().heldBytes(),
              share.policies(),
              share.lastUsed(),
              () -> saturations.drop(share.key())));
    }
    return held;
  }

  private synchronized void fit() {
    for (Holding one : bound.excess(held())) {
      one.drop().run();
      dropped.increment();
      LOG.warnf(
          "usage memory is full (RIGHTSIZING_USAGE_MEMORY=%d bytes): dropped %d bytes of %s, which"
              + " the next evaluation of %s reads again; raise the setting, or lengthen"
              + " window.step",
          bound.bytes(),
          one.bytes(),
          one.what(),
          one.policies().stream()
              .map(PolicyRef::toString)
              .sorted()
              .limit(3)
              .collect(Collectors.joining(", ")));
    }
  }
}
