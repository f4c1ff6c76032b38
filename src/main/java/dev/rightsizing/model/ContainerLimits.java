// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Optional;

/**
 * What a namespace's LimitRanges allow a container, or a pod as a whole, for one resource.
 *
 * @param name of the LimitRange, for messages
 * @param min least request, and least limit where there is one
 * @param max greatest limit
 * @param maxLimitRequestRatio greatest limit / request
 * @param defaultLimit what a container without a limit gets; the least, where several LimitRanges
 *     have one, because Kubernetes leaves open which of them wins
 * @param limitNeeded why a container cannot be without a limit, as a clause that follows "because";
 *     empty where it can
 */
public record ContainerLimits(
    String name,
    Optional<Amount> min,
    Optional<Amount> max,
    Optional<Double> maxLimitRequestRatio,
    Optional<Amount> defaultLimit,
    Optional<String> limitNeeded) {
  public static final ContainerLimits NONE =
      new ContainerLimits("", Optional.empty(), Optional.empty(), Optional.empty());

  /** Without a default limit. */
  public ContainerLimits(
      String name,
      Optional<Amount> min,
      Optional<Amount> max,
      Optional<Double> maxLimitRequestRatio) {
    this(name, min, max, maxLimitRequestRatio, Optional.empty(), Optional.empty());
  }

  /** The same where a limit is needed; the first cause stays. */
  public ContainerLimits needingLimit(String because) {
    return new ContainerLimits(
        name,
        min,
        max,
        maxLimitRequestRatio,
        defaultLimit,
        limitNeeded.or(() -> Optional.of(because)));
  }

  /** Whether the API server would admit a container, or a pod, of this size. */
  public boolean admits(Size size) {
    boolean requestFits =
        size.request().map(r -> min.isEmpty() || !less(r, min.get())).orElse(min.isEmpty());
    boolean limitFits =
        size.limit()
            .map(
                l ->
                    (min.isEmpty() || !less(l, min.get()))
                        && (max.isEmpty() || !less(max.get(), l)))
            .orElse(max.isEmpty() && maxLimitRequestRatio.isEmpty());
    boolean requestUnderMax =
        max.isEmpty() || size.request().filter(r -> less(max.get(), r)).isEmpty();
    return requestFits && limitFits && requestUnderMax && admitsRatio(size);
  }

  /** Of the ratio alone, as the API server computes it, so that its last bit is ours too. */
  public boolean admitsRatio(Size size) {
    if (maxLimitRequestRatio.isEmpty()) {
      return true;
    }
    double request = size.request().map(ContainerLimits::counted).orElse(0.0);
    double limit = size.limit().map(ContainerLimits::counted).orElse(0.0);
    return request > 0
        && limit > 0
        && limit / request * 1000 <= Math.round(maxLimitRequestRatio.get() * 1000);
  }

  private static double counted(Amount amount) {
    return Math.round(amount.resource() == Resource.CPU ? 1000 * amount.value() : amount.value());
  }

  /** A billionth is the dust of doubles. */
  private static boolean less(Amount a, Amount b) {
    return a.value() < b.value() * (1 - 1e-9);
  }
}
