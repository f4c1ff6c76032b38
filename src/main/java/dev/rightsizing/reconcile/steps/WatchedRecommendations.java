// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.RecommendationNames;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.watch.CacheView;
import dev.rightsizing.watch.Watched;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the Recommendations of a policy, or of all, from watches.
 *
 * @param watches the watch of a namespace, or of all when it is empty
 * @param object what was kept of a Recommendation, with its labels
 */
public record WatchedRecommendations<R>(
    Function<Optional<String>, Watched<R>> watches,
    Function<R, Recommendation> object,
    ReconcileSettings settings,
    Clock clock) {

  /** Those of a policy; empty while a watch does not keep them up to date. */
  public Optional<List<R>> of(Policy.Id policy) {
    String name = RecommendationNames.label(policy.name());
    return in(scopes(policy))
        .map(
            all ->
                all.stream()
                    .filter(
                        kept -> belongs(object.apply(kept).getMetadata().getLabels(), name, policy))
                    .toList());
  }

  private static boolean belongs(Map<String, String> labels, String name, Policy.Id policy) {
    return labels != null
        && name.equals(labels.get(RecommendationNames.POLICY_LABEL))
        && policy.namespace().equals(labels.get(RecommendationNames.POLICY_NAMESPACE_LABEL));
  }

  /** Those of all policies; empty while a watch does not keep them up to date. */
  public Optional<List<R>> all() {
    return in(everywhere());
  }

  private Optional<List<R>> in(Set<Optional<String>> scopes) {
    List<R> found = new ArrayList<>();
    for (Optional<String> scope : scopes) {
      Optional<CacheView<R>> kept = watches.apply(watched(scope)).current(clock.instant());
      if (kept.isEmpty()) {
        return Optional.empty();
      }
      found.addAll(scope.map(kept.get()::in).orElseGet(kept.get()::all));
    }
    return Optional.of(found);
  }

  /** Where a policy's Recommendations may be; empty: anywhere. */
  private Set<Optional<String>> scopes(Policy.Id policy) {
    return policy.namespace().equals(settings.ownNamespace())
        ? everywhere()
        : Set.of(Optional.of(policy.namespace()));
  }

  private Set<Optional<String>> everywhere() {
    return settings.watchNamespaces().isEmpty()
        ? Set.of(Optional.empty())
        : settings.watchNamespaces().stream().map(Optional::of).collect(Collectors.toSet());
  }

  /** One watch serves all namespaces where that is allowed. */
  private Optional<String> watched(Optional<String> scope) {
    return settings.watchNamespaces().isEmpty() ? Optional.empty() : scope;
  }
}
