// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicySpec;
import dev.rightsizing.api.v1alpha1.policy.PrometheusSource;
import dev.rightsizing.api.v1alpha1.policy.ResourceRule;
import dev.rightsizing.api.v1alpha1.policy.Target.Kind;
import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.AutoscalerMode;
import dev.rightsizing.model.Estimator;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.Price;
import dev.rightsizing.model.PriceSource;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.model.Tolerance;
import dev.rightsizing.model.Window;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.recommend.Policy.Id;
import dev.rightsizing.recommend.Policy.Source;
import dev.rightsizing.workload.LabelSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a policy object as values. The API server has checked the schema; what it cannot check, or
 * what an older schema let through, is refused here.
 */
public final class PolicyReader {

  /**
   * The policy as values, defaults filled in.
   *
   * @throws TerminalException when it cannot be read as it stands
   */
  public Policy read(RightSizingPolicy policy) throws TerminalException {
    RightSizingPolicySpec spec =
        policy.getSpec() == null ? new RightSizingPolicySpec() : policy.getSpec();
    try {
      return new Policy(
          new Id(policy.getMetadata().getNamespace(), policy.getMetadata().getName()),
          createdAt(policy),
          PrometheusDuration.parse(spec.getInterval()),
          target(spec),
          source(spec.getPrometheus()),
          settings(spec),
          RiskRuleReader.read(spec.getRisk()),
          pricing(spec),
          new GitSettingsReader().read(spec.getGit()),
          new ApplySettingsReader().read(spec.getApply()));
    } catch (IllegalArgumentException e) {
      throw new TerminalException(Reason.INVALID_POLICY, e.getMessage());
    }
  }

  private static Instant createdAt(RightSizingPolicy policy) {
    String created = policy.getMetadata().getCreationTimestamp();
    return created == null ? Instant.EPOCH : Instant.parse(created);
  }

  private static Policy.Target target(RightSizingPolicySpec spec) {
    var target = spec.getTarget();
    return new Policy.Target(
        kinds(target.getKinds()),
        selector(target.getSelector()).orElse(LabelSelector.EVERYTHING),
        Set.copyOf(target.getExcludeContainers()),
        selector(target.getNamespaceSelector()));
  }

  private static Set<WorkloadKind> kinds(List<Kind> named) {
    if (named.isEmpty()) {
      return EnumSet.allOf(WorkloadKind.class);
    }
    Set<WorkloadKind> kinds = EnumSet.noneOf(WorkloadKind.class);
    named.forEach(kind -> kinds.add(WorkloadKind.of(kind.name()).orElseThrow()));
    return kinds;
  }

  private static Optional<LabelSelector> selector(
      dev.rightsizing.api.v1alpha1.policy.LabelSelector selector) {
    if (selector == null) {
      return Optional.empty();
    }
    List<LabelSelector.Requirement> expressions =
        selector.getMatchExpressions().stream()
            .map(
                e ->
                    new LabelSelector.Requirement(
                        e.getKey(), operator(e.getOperator().name()), e.getValues()))
            .toList();
    return Optional.of(new LabelSelector(selector.getMatchLabels(), expressions));
  }

  private static LabelSelector.Operator operator(String name) {
    return Arrays.stream(LabelSelector.Operator.values())
        .filter(o -> o.name().replace("_", "").equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown operator " + name));
  }

  private static Source source(PrometheusSource prometheus) {
    if (prometheus == null) {
      return new Source(Optional.empty(), Optional.empty(), Map.of());
    }
    return new Source(
        Optional.ofNullable(prometheus.getUrl()),
        Optional.ofNullable(prometheus.getAuthSecret()).map(PrometheusSource.SecretName::getName),
        prometheus.getMatchers());
  }

  private static SizingSettings settings(RightSizingPolicySpec spec) {
    return new SizingSettings(
        window(spec),
        rule(Resource.CPU, spec.getCpu()),
        rule(Resource.MEMORY, spec.getMemory()),
        new Thresholds(
            spec.getThresholds().getOverProvisionedBelowPercent(),
            spec.getThresholds().getChangePercent()),
        tolerance(spec.getTolerance()),
        autoscaler(spec));
  }

  private static AutoscalerMode autoscaler(RightSizingPolicySpec spec) {
    return switch (spec.getAutoscaler()) {
      case Hold -> AutoscalerMode.HOLD;
      case ScalePoint -> AutoscalerMode.SCALE_POINT;
      case Ignore -> AutoscalerMode.IGNORE;
    };
  }

  private static Window window(RightSizingPolicySpec spec) {
    var window = spec.getWindow();
    Duration step = PrometheusDuration.parse(window.getStep());
    Duration lookback = PrometheusDuration.parse(window.getLookback());
    if (step.toSeconds() < 1 || step.compareTo(lookback) > 0) {
      throw new IllegalArgumentException("window.step must be between 1s and window.lookback");
    }
    Aggregation aggregation =
        Arrays.stream(Aggregation.values())
            .filter(a -> a.text().equals(window.getAggregation().name()))
            .findFirst()
            .orElseThrow();
    return new Window(
        lookback, step, PrometheusDuration.parse(window.getMinimumHistory()), aggregation);
  }

  private static SizingRule rule(Resource resource, ResourceRule rule) {
    Optional<Amount> min = Optional.ofNullable(rule.getMin()).map(q -> Amount.parse(resource, q));
    Optional<Amount> max = Optional.ofNullable(rule.getMax()).map(q -> Amount.parse(resource, q));
    if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
      throw new IllegalArgumentException(resource.key() + ".min must not exceed its max");
    }
    LimitMode mode =
        Arrays.stream(LimitMode.values())
            .filter(m -> m.text().equals(rule.limitName()))
            .findFirst()
            .orElseThrow();
    Estimator estimator =
        rule.getEstimator() == ResourceRule.Estimator.Adaptive
            ? Estimator.ADAPTIVE
            : Estimator.PERCENTILE;
    return new SizingRule(
        resource, rule.getPercentile(), rule.getHeadroomPercent(), min, max, mode, estimator);
  }

  private static Tolerance tolerance(dev.rightsizing.api.v1alpha1.policy.Tolerance spec) {
    boolean safe = spec.getPreset() == dev.rightsizing.api.v1alpha1.policy.Tolerance.Preset.Safe;
    Tolerance preset = safe ? Tolerance.SAFE : Tolerance.BALANCED;
    return new Tolerance(
        share(spec.getCpuSamplesOverPercent(), preset.samplesOver()),
        share(spec.getMemoryDaysOverPercent(), preset.daysOver()));
  }

  private static double share(Integer percent, double preset) {
    return percent == null ? preset : percent / 100.0;
  }

  private static Optional<Price> pricing(RightSizingPolicySpec spec) {
    return Optional.ofNullable(spec.getPricing())
        .map(
            p ->
                new Price(
                    Double.parseDouble(p.getCpuCoreHour()),
                    Double.parseDouble(p.getMemoryGiBHour()),
                    p.getCurrency(),
                    PriceSource.POLICY));
  }
}
