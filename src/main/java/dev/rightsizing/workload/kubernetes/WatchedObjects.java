// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.watch.CacheView;
import dev.rightsizing.watch.FallbackListener;
import dev.rightsizing.watch.LazyInformer;
import dev.rightsizing.watch.ResourceType;
import dev.rightsizing.workload.WorkloadException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Keeps objects in memory by watches, so that looking each minute costs the API server nothing.
 * While a watch is down or refused, objects are listed instead: late is better than wrong.
 */
final class WatchedObjects implements ObjectReader, AutoCloseable {
  private final Map<Scope, LazyInformer<?, ?>> watches = new ConcurrentHashMap<>();
  private final ObjectReader lister;
  private final Set<String> namespaces;
  private final Clock clock;
  private final FallbackListener fallbacks;

  /**
   * @param lister for what is not watched
   * @param namespaces each watched apart; one watch for all of the cluster when empty
   */
  WatchedObjects(
      ObjectReader lister, Set<String> namespaces, Clock clock, FallbackListener fallbacks) {
    this.fallbacks = fallbacks;
    this.lister = lister;
    this.namespaces = Set.copyOf(namespaces);
    this.clock = clock;
  }

  private record Scope(String resource, Optional<String> namespace) {}

  @Override
  public <T extends HasMetadata, R> List<R> read(
      ResourceType<T> kind, String namespace, Function<T, R> keep) throws WorkloadException {
    Scope scope =
        new Scope(
            kind.resource(), namespaces.isEmpty() ? Optional.empty() : Optional.of(namespace));
    @SuppressWarnings("unchecked") // a resource has one kind and is reduced in one way
    LazyInformer<T, R> watched =
        (LazyInformer<T, R>)
            watches.computeIfAbsent(
                scope, s -> new LazyInformer<>(kind, kind.in(s.namespace()), keep, fallbacks));
    Optional<CacheView<R>> kept = watched.current(clock.instant());
    return kept.isPresent() ? kept.get().in(namespace) : lister.read(kind, namespace, keep);
  }

  @Override
  public void close() {
    watches.values().forEach(LazyInformer::stop);
  }
}
