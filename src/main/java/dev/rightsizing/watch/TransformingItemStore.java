// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * What an informer keeps: of each object its reduced form and, for the informer's own bookkeeping,
 * its name and version. Whole objects would cost ten times the memory.
 */
final class TransformingItemStore<T extends HasMetadata, R> extends BasicItemStore<T>
    implements CacheView<R> {
  private final Map<String, Map<String, R>> namespaces = new ConcurrentHashMap<>();
  private final ResourceType<T> kind;
  private final Function<T, R> keep;
  private final ChangeListener<? super R> changes;

  TransformingItemStore(
      ResourceType<T> kind, Function<T, R> keep, ChangeListener<? super R> changes) {
    super(Cache::metaNamespaceKeyFunc);
    this.kind = kind;
    this.keep = keep;
    this.changes = changes;
  }

  @Override
  public List<R> in(String namespace) {
    return List.copyOf(namespaces.getOrDefault(namespace, Map.of()).values());
  }

  @Override
  public List<R> all() {
    return namespaces.values().stream().flatMap(objects -> objects.values().stream()).toList();
  }

  @Override
  public T put(String key, T object) {
    R now = keep.apply(object);
    R before =
        namespaces
            .computeIfAbsent(namespace(object), n -> new ConcurrentHashMap<>())
            .put(object.getMetadata().getName(), now);
    T stub = super.put(key, stub(object));
    changes.changed(Optional.ofNullable(before), Optional.of(now));
    return stub;
  }

  /** What belongs to the cluster has none. */
  private String namespace(T object) {
    return Objects.requireNonNullElse(object.getMetadata().getNamespace(), "");
  }

  private T stub(T object) {
    T stub = kind.blank().get();
    stub.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(object.getMetadata().getNamespace())
            .withName(object.getMetadata().getName())
            .withResourceVersion(object.getMetadata().getResourceVersion())
            .build());
    return stub;
  }

  @Override
  public T remove(String key) {
    T stub = super.remove(key);
    if (stub != null) {
      AtomicReference<R> gone = new AtomicReference<>();
      namespaces.computeIfPresent(
          namespace(stub),
          (namespace, objects) -> {
            gone.set(objects.remove(stub.getMetadata().getName()));
            return objects.isEmpty() ? null : objects;
          });
      if (gone.get() != null) {
        changes.changed(Optional.of(gone.get()), Optional.empty());
      }
    }
    return stub;
  }

  @Override
  public boolean isFullState() {
    return false;
  }
}
