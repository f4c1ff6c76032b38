// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.LimitRangeItem;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/**
 * What a namespace's LimitRanges say about containers and pods, merged to the strictest.
 *
 * @param limits bounds of containers by resource; a resource without any is absent
 * @param defaults what a container gets that asks for nothing, by resource
 * @param pods bounds of pods as a whole, likewise
 */
record NamespaceLimits(
    Map<Resource, ContainerLimits> limits,
    Map<Resource, Size> defaults,
    Map<Resource, ContainerLimits> pods) {

  private static final String CONTAINER = "Container";
  private static final String POD = "Pod";

  NamespaceLimits {
    limits = Map.copyOf(limits);
    defaults = Map.copyOf(defaults);
    pods = Map.copyOf(pods);
  }

  /** Kubernetes leaves open which of several defaults wins; the least is taken. */
  static NamespaceLimits of(List<LimitRange> ranges) {
    Map<Resource, ContainerLimits> limits = new EnumMap<>(Resource.class);
    Map<Resource, Size> defaults = new EnumMap<>(Resource.class);
    Map<Resource, ContainerLimits> pods = new EnumMap<>(Resource.class);
    for (LimitRange range : ranges) {
      String name = range.getMetadata().getName();
      for (LimitRangeItem item : range.getSpec().getLimits()) {
        for (Resource resource : Resource.values()) {
          if (CONTAINER.equals(item.getType())) {
            Optional<Size> filledIn = defaults(item, resource);
            bounds(name, item, resource, filledIn.flatMap(Size::limit))
                .ifPresent(b -> limits.merge(resource, b, NamespaceLimits::strictest));
            filledIn.ifPresent(d -> defaults.merge(resource, d, NamespaceLimits::least));
          } else if (POD.equals(item.getType())) {
            bounds(name, item, resource, Optional.empty())
                .ifPresent(b -> pods.merge(resource, b, NamespaceLimits::strictest));
          }
        }
      }
    }
    return new NamespaceLimits(limits, defaults, pods);
  }

  private static Optional<ContainerLimits> bounds(
      String name, LimitRangeItem item, Resource resource, Optional<Amount> defaultLimit) {
    Optional<Amount> min = amount(item.getMin(), resource);
    Optional<Amount> max = amount(item.getMax(), resource);
    Optional<Double> ratio = amount(item.getMaxLimitRequestRatio(), resource).map(Amount::value);
    if (min.isEmpty() && max.isEmpty() && ratio.isEmpty() && defaultLimit.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ContainerLimits(
            name,
            min,
            max,
            ratio,
            defaultLimit,
            limitNeeded(name, item, max, ratio, defaultLimit)));
  }

  /** Without a limit a container gets the default one, and a pod is refused. */
  private static Optional<String> limitNeeded(
      String name,
      LimitRangeItem item,
      Optional<Amount> max,
      Optional<Double> ratio,
      Optional<Amount> defaultLimit) {
    String range = "LimitRange '" + name + "' ";
    if (defaultLimit.isPresent()) {
      return Optional.of(range + "would set " + defaultLimit.get().toQuantity());
    }
    if (max.isEmpty() && ratio.isEmpty()) {
      return Optional.empty();
    }
    String what = POD.equals(item.getType()) ? "pods" : "containers";
    return Optional.of(
        range
            + (max.isPresent() ? "max" : "maxLimitRequestRatio")
            + " refuses "
            + what
            + " without one");
  }

  /**
   * As the API server completes a LimitRange: the default request is {@code defaultRequest}, else
   * the default limit, else {@code min}; the default limit is {@code default}, else {@code max}.
   */
  private static Optional<Size> defaults(LimitRangeItem item, Resource resource) {
    Optional<Amount> limit =
        amount(item.getDefault(), resource).or(() -> amount(item.getMax(), resource));
    Optional<Amount> request =
        amount(item.getDefaultRequest(), resource)
            .or(() -> limit)
            .or(() -> amount(item.getMin(), resource));
    return request.isEmpty() ? Optional.empty() : Optional.of(new Size(request, limit));
  }

  private static ContainerLimits strictest(ContainerLimits a, ContainerLimits b) {
    TreeSet<String> names = new TreeSet<>(List.of(a.name().split(", ")));
    names.add(b.name());
    return new ContainerLimits(
        String.join(", ", names),
        merge(a.min(), b.min(), Amount::max),
        merge(a.max(), b.max(), Amount::min),
        merge(a.maxLimitRequestRatio(), b.maxLimitRequestRatio(), Math::min),
        merge(a.defaultLimit(), b.defaultLimit(), Amount::min),
        a.limitNeeded().or(b::limitNeeded));
  }

  private static Size least(Size a, Size b) {
    return new Size(
        merge(a.request(), b.request(), Amount::min), merge(a.limit(), b.limit(), Amount::min));
  }

  private static <T> Optional<T> merge(Optional<T> a, Optional<T> b, BinaryOperator<T> pick) {
    return a.isPresent() && b.isPresent()
        ? Optional.of(pick.apply(a.get(), b.get()))
        : a.or(() -> b);
  }

  private static Optional<Amount> amount(Map<String, Quantity> quantities, Resource resource) {
    return Optional.ofNullable(quantities)
        .map(q -> q.get(resource.key()))
        .map(q -> Amount.parse(resource, q.toString()));
  }
}
