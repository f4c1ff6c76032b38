// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.web.data.Freshness;
import dev.rightsizing.web.data.PolicyRow;
import dev.rightsizing.web.data.RecommendationRow;
import dev.rightsizing.web.data.RecommendationRow.ObjectName;
import dev.rightsizing.web.data.Records;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects that a test sets. */
public final class FakeRecords implements Records {
  private final Map<ObjectName, Recommendation> objects = new LinkedHashMap<>();
  private volatile List<RecommendationRow> rows = List.of();
  private volatile List<PolicyRow> policies = List.of();
  private volatile Freshness freshness = new Freshness(Optional.of(Samples.NOW), Optional.empty());

  /** Replaces all of them. */
  public FakeRecords set(List<Recommendation> recommendations, List<RightSizingPolicy> all) {
    objects.clear();
    recommendations.forEach(
        one ->
            objects.put(
                new ObjectName(one.getMetadata().getNamespace(), one.getMetadata().getName()),
                one));
    rows = recommendations.stream().map(RecommendationRow::of).toList();
    policies = all.stream().map(PolicyRow::of).toList();
    return this;
  }

  /** From now on the API server is away since a moment. */
  public void outage(Instant since) {
    freshness =
        new Freshness(
            Optional.of(since),
            Optional.of(
                new Freshness.Outage(since, "The API server does not answer the operator.")));
  }

  /** From now on everything is current. */
  public void recover() {
    freshness = new Freshness(Optional.of(Samples.NOW), Optional.empty());
  }

  @Override
  public List<RecommendationRow> recommendations() {
    return rows;
  }

  @Override
  public List<PolicyRow> policies() {
    return policies;
  }

  @Override
  public Freshness freshness() {
    return freshness;
  }

  @Override
  public Optional<Recommendation> read(String namespace, String name) {
    return Optional.ofNullable(objects.get(new ObjectName(namespace, name)));
  }
}
