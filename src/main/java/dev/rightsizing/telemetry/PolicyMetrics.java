// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import dev.rightsizing.model.Money;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.telemetry.PolicyFigures.Efficiency;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Recommendations, savings, cost and efficiency of single policies, as many as the bound allows.
 */
final class PolicyMetrics {
  private final Map<String, PolicyFigures> policies = new ConcurrentHashMap<>();
  private final NameBound bound;

  PolicyMetrics(PrometheusRegistry registry, NameBound bound) {
    this.bound = bound;
    GaugeWithCallback.builder()
        .name("rightsizing_policy_recommendations")
        .help("Containers of a policy by resource and verdict; a verdict of none has no series.")
        .labelNames("namespace", "policy", "resource", "verdict")
        .callback(
            callback ->
                byName()
                    .forEach(
                        (name, of) ->
                            of.verdicts()
                                .forEach(
                                    (resource, counts) ->
                                        counts.forEach(
                                            (verdict, count) ->
                                                callback.call(
                                                    count,
                                                    name.namespace(),
                                                    name.policy(),
                                                    resource.key(),
                                                    verdict.text())))))
        .register(registry);
    money(
        registry,
        "rightsizing_policy_savings_monthly",
        "Savings of a policy's recommendations per month of 730 hours; negative where they cost"
            + " more.",
        PolicyFigures::savings);
    money(
        registry,
        "rightsizing_policy_cost_monthly",
        "What a policy's workloads cost now per month of 730 hours, by their requests.",
        PolicyFigures::cost);
    GaugeWithCallback.builder()
        .name("rightsizing_policy_efficiency_ratio")
        .help(
            "Mean usage over the window / request of a policy's containers, weighted by request"
                + " (0.18 is 18 %); the usage is that of a workload's busiest pod at each instant."
                + " Absent without usage.")
        .labelNames("namespace", "policy", "resource")
        .callback(
            callback ->
                byName()
                    .forEach(
                        (name, of) ->
                            of.efficiency()
                                .forEach(
                                    (resource, efficiency) ->
                                        efficiency
                                            .ratio()
                                            .ifPresent(
                                                ratio ->
                                                    callback.call(
                                                        ratio,
                                                        name.namespace(),
                                                        name.policy(),
                                                        resource.key())))))
        .register(registry);
  }

  private void money(
      PrometheusRegistry registry,
      String name,
      String help,
      Function<PolicyFigures, Money> figure) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("namespace", "policy", "currency")
        .callback(
            callback ->
                sums(figure)
                    .forEach(
                        (of, sum) ->
                            callback.call(
                                sum.doubleValue(),
                                of.name().namespace(),
                                of.name().policy(),
                                of.currency())))
        .register(registry);
  }

  void figures(String policy, PolicyFigures figures) {
    policies.put(policy, figures);
  }

  void forget(String policy) {
    policies.remove(policy);
    bound.release(policy);
  }

  private record Name(String namespace, String policy) {
    private static final Name OTHER = new Name(NameBound.OTHER, NameBound.OTHER);

    static Name of(String policy) {
      int slash = policy.indexOf('/');
      return new Name(policy.substring(0, slash), policy.substring(slash + 1));
    }
  }

  private record Sum(Name name, String currency) {}

  private Name name(String policy) {
    return bound.admits(policy) ? Name.of(policy) : Name.OTHER;
  }

  private Map<Sum, BigDecimal> sums(Function<PolicyFigures, Money> figure) {
    Map<Sum, BigDecimal> sums = new HashMap<>();
    new TreeMap<>(policies)
        .forEach(
            (policy, figures) -> {
              Money money = figure.apply(figures);
              sums.merge(new Sum(name(policy), money.currency()), money.value(), BigDecimal::add);
            });
    return sums;
  }

  private record Counts(
      Map<Resource, Map<Verdict, Integer>> verdicts, Map<Resource, Efficiency> efficiency) {

    Counts plus(PolicyFigures other) {
      other
          .verdicts()
          .forEach(
              (resource, counts) ->
                  counts.forEach(
                      (verdict, count) ->
                          verdicts
                              .computeIfAbsent(resource, r -> new EnumMap<>(Verdict.class))
                              .merge(verdict, count, Integer::sum)));
      other.efficiency().forEach((r, of) -> efficiency.merge(r, of, Efficiency::plus));
      return this;
    }
  }

  private Map<Name, Counts> byName() {
    Map<Name, Counts> names = new HashMap<>();
    new TreeMap<>(policies)
        .forEach(
            (policy, figures) ->
                names
                    .computeIfAbsent(
                        name(policy),
                        n ->
                            new Counts(
                                new EnumMap<>(Resource.class), new EnumMap<>(Resource.class)))
                    .plus(figures));
    return names;
  }
}
