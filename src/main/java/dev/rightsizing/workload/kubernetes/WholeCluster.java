// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.Reason;
import dev.rightsizing.watch.ResourceType;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.kubernetes.ObjectLister.Listing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Lists each kind once for all namespaces: for one read of many of them. Where that is not allowed,
 * the kind is listed in each namespace.
 */
final class WholeCluster implements ObjectReader {
  private final ObjectLister lister;
  private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

  WholeCluster(ObjectLister lister) {
    this.lister = lister;
  }

  /** The objects of a kind, by namespace; empty before the first request, or if forbidden. */
  private static final class Kind {
    private boolean asked;
    private Optional<Map<String, List<Object>>> found = Optional.empty();
  }

  private record Placed(String namespace, Object object) {}

  @Override
  @SuppressWarnings("unchecked") // a resource has one kind and is reduced in one way
  public <T extends HasMetadata, R> List<R> read(
      ResourceType<T> kind, String namespace, Function<T, R> keep) throws WorkloadException {
    Kind known = kinds.computeIfAbsent(kind.resource(), resource -> new Kind());
    Optional<Map<String, List<Object>>> found;
    // Who comes second waits for the one list.
    synchronized (known) {
      if (!known.asked) {
        known.found = list(kind, keep);
        known.asked = true;
      }
      found = known.found;
    }
    return found.isPresent()
        ? (List<R>) found.get().getOrDefault(namespace, List.of())
        : lister.read(kind, namespace, keep);
  }

  private <T extends HasMetadata, R> Optional<Map<String, List<Object>>> list(
      ResourceType<T> kind, Function<T, R> keep) throws WorkloadException {
    try {
      List<Placed> all =
          lister.list(
              new Listing<T>(kind.resource(), "the cluster", kind.objects().inAnyNamespace()),
              object -> new Placed(object.getMetadata().getNamespace(), keep.apply(object)));
      Map<String, List<Object>> byNamespace = new HashMap<>();
      for (Placed one : all) {
        byNamespace.computeIfAbsent(one.namespace(), n -> new ArrayList<>()).add(one.object());
      }
      return Optional.of(byNamespace);
    } catch (WorkloadException e) {
      if (e.reason() == Reason.KUBERNETES_FORBIDDEN) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
