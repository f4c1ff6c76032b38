// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.watch.CacheView;
import dev.rightsizing.watch.ChangeListener;
import dev.rightsizing.watch.FallbackListener;
import dev.rightsizing.watch.ResourceType;
import dev.rightsizing.watch.ScopedWatches;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.kubernetes.ObjectLister;
import dev.rightsizing.workload.kubernetes.ObjectLister.Listing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The objects of one kind, from a watch that begins when they are first asked for; while there is
 * no watch they are listed. Safe for use by several threads.
 */
final class WatchedKind<T extends HasMetadata, R> implements AutoCloseable {
  private final ResourceType<T> kind;
  private final Function<T, R> keep;
  private final ScopedWatches<T, R> watches;
  private final Setting setting;

  /**
   * Where and how objects are read.
   *
   * @param apart whether each namespace is watched apart, because not all of the cluster may be
   */
  record Setting(ObjectLister lister, boolean apart, Clock clock, FallbackListener fallbacks) {}

  /**
   * A kind.
   *
   * @param keep reduces an object; must not throw; may be called by several threads
   * @param changes that the watch sees
   */
  WatchedKind(
      ResourceType<T> kind,
      Function<T, R> keep,
      ChangeListener<? super R> changes,
      Setting setting) {
    this.kind = kind;
    this.keep = keep;
    this.watches = new ScopedWatches<>(kind, keep, setting.fallbacks(), changes);
    this.setting = setting;
  }

  /** Those of a namespace. */
  List<R> in(String namespace) throws WorkloadException {
    Optional<CacheView<R>> kept =
        watches
            .in(setting.apart() ? Optional.of(namespace) : Optional.empty())
            .current(setting.clock().instant());
    return kept.isPresent()
        ? kept.get().in(namespace)
        : setting.lister().read(kind, namespace, keep);
  }

  /** Those of all of the cluster. */
  List<R> all() throws WorkloadException {
    Optional<CacheView<R>> kept = watches.in(Optional.empty()).current(setting.clock().instant());
    return kept.isPresent()
        ? kept.get().all()
        : setting
            .lister()
            .list(
                new Listing<T>(kind.resource(), "the cluster", kind.objects().inAnyNamespace()),
                keep);
  }

  @Override
  public void close() {
    watches.close();
  }
}
