// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Recommended sizes of single containers, for a dashboard: the only metrics with names of
 * workloads, so none has series until a bound allows it.
 */
final class SizeMetrics {
  private final Map<String, List<RecommendedSize>> policies = new ConcurrentHashMap<>();
  private final NameBound bound;

  /**
   * @param bound of containers that have series
   */
  SizeMetrics(PrometheusRegistry registry, NameBound bound) {
    this.bound = bound;
    sizes(
        registry,
        "rightsizing_recommended_request",
        "Recommended request of a container, in cores or bytes; the current one where nothing"
            + " should change, absent where there is none. Containers beyond"
            + " RIGHTSIZING_METRICS_MAX_CONTAINERS have no series.",
        Size::request);
    sizes(
        registry,
        "rightsizing_recommended_limit",
        "Recommended limit of a container, in cores or bytes; as rightsizing_recommended_request.",
        Size::limit);
    GaugeWithCallback.builder()
        .name("rightsizing_recommended_left_out")
        .help(
            "Containers with a Recommendation without series in rightsizing_recommended_request,"
                + " because RIGHTSIZING_METRICS_MAX_CONTAINERS is reached.")
        .callback(callback -> callback.call(leftOut()))
        .register(registry);
  }

  private void sizes(
      PrometheusRegistry registry,
      String name,
      String help,
      Function<Size, Optional<Amount>> part) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("namespace", "kind", "workload", "container", "resource")
        .callback(
            callback -> {
              // Two policies may have the same container; the sample of one is enough.
              Set<String> written = new HashSet<>();
              policies
                  .values()
                  .forEach(sizes -> sizes.forEach(size -> write(callback, size, part, written)));
            })
        .register(registry);
  }

  private void write(
      GaugeWithCallback.Callback callback,
      RecommendedSize of,
      Function<Size, Optional<Amount>> part,
      Set<String> written) {
    if (!bound.admits(name(of)) || !written.add(name(of))) {
      return;
    }
    of.sizes()
        .forEach(
            (Resource resource, Size size) ->
                part.apply(size)
                    .ifPresent(
                        amount ->
                            callback.call(
                                amount.value(),
                                of.workload().namespace(),
                                of.workload().kind().kind(),
                                of.workload().name(),
                                of.container(),
                                resource.key())));
  }

  private long leftOut() {
    return names(policies).stream().filter(name -> !bound.admits(name)).count();
  }

  private static Set<String> names(Map<String, List<RecommendedSize>> of) {
    Set<String> names = new HashSet<>();
    of.values().forEach(sizes -> sizes.forEach(size -> names.add(name(size))));
    return names;
  }

  private static String name(RecommendedSize of) {
    return of.workload() + "/" + of.container();
  }

  /** What a policy recommends from now on. */
  void sizes(String policy, List<RecommendedSize> now) {
    replace(policies.put(policy, List.copyOf(now)));
  }

  /** A policy is gone. */
  void forget(String policy) {
    replace(policies.remove(policy));
  }

  /** Makes room: of what was there before, that which no policy has any more. */
  private void replace(List<RecommendedSize> before) {
    if (before != null) {
      Set<String> left = names(policies);
      before.stream().map(SizeMetrics::name).filter(n -> !left.contains(n)).forEach(bound::release);
    }
  }
}
