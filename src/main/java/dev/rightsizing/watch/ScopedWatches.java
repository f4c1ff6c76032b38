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
  private final ChangeListener<? super R> changes;

  /**
   * @param keep reduces an object; must not throw
   */
  public ScopedWatches(ResourceType<T> kind, Function<T, R> keep, FallbackListener fallbacks) {
    this(kind, keep, fallbacks, ChangeListener.none());
  }

  /**
   * Those that also tell of changes.
   *
   * @param keep reduces an object; must not throw; may be called by several threads
   * @param changes of any namespace; may be called by several threads
   */
  public ScopedWatches(
      ResourceType<T> kind,
      Function<T, R> keep,
      FallbackListener fallbacks,
      ChangeListener<? super R> changes) {
    this.changes = changes;
    this.kind = kind;
    this.keep = keep;
    this.fallbacks = fallbacks;
  }

  /** The watch of a namespace, or of all when it is empty. It begins when it is first read. */
  public Watched<R> in(Optional<String> namespace) {
    return watches.computeIfAbsent(
        namespace, scope -> new LazyInformer<>(kind, kind.in(scope), keep, fallbacks, changes));
  }

  @Override
  public void close() {
    watches.values().forEach(LazyInformer::stop);
  }
}
