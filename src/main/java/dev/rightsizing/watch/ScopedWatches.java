// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** One watch per namespace, or one for all, shared by everyone who reads the kind. */
public final class ScopedWatches<T extends HasMetadata, R> implements AutoCloseable {
  private final Map<Optional<String>, LazyInformer<T, R>> watches = new ConcurrentHashMap<>();
  private final ResourceType<T> kind;
  private final Function<T, R> keep;
  private final FallbackListener fallbacks;

  /**
   * @param keep reduces an object; must not throw
   */
  public ScopedWatches(ResourceType<T> kind, Function<T, R> keep, FallbackListener fallbacks) {
    this.kind = kind;
    this.keep = keep;
    this.fallbacks = fallbacks;
  }

  /** The watch of a namespace, or of all when it is empty. It begins when it is first read. */
  public Watched<R> in(Optional<String> namespace) {
    return watches.computeIfAbsent(
        namespace, scope -> new LazyInformer<>(kind, kind.in(scope), keep, fallbacks));
  }

  @Override
  public void close() {
    watches.values().forEach(LazyInformer::stop);
  }
}
