// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Evidence;
import dev.rightsizing.model.Money;
import dev.rightsizing.model.Patches;
import dev.rightsizing.model.PriceSource;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.QuotaFit;
import dev.rightsizing.model.QuotaProjection;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Savings;
import dev.rightsizing.model.SizeOrigin;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.testkit.Containers;
import dev.rightsizing.usage.OtherClusters;
import dev.rightsizing.usage.ReadReport;
import dev.rightsizing.usage.absence.Absence;
import dev.rightsizing.usage.absence.Absence.Cause;
import dev.rightsizing.workload.ClusterView.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Made-up evaluations for what prints them. */
public final class Evaluations {
  private static final Instant END = Instant.parse("2026-03-04T10:00:00Z");

  private Evaluations() {}

  /** Three workloads out of order of savings, one of which costs more than it did. */
  public static Evaluation shop() {
    return of(
        workload(
            WorkloadKind.DEPLOYMENT,
            "catalog",
            2,
            container("app", "0.00", sized(Resource.CPU, "200m/-", "200m/-", Verdict.RIGHT_SIZED))),
        workload(
            WorkloadKind.DEPLOYMENT,
            "checkout",
            3,
            container(
                "app", "54.07", sized(Resource.CPU, "1/2", "219m/438m", Verdict.OVER_PROVISIONED)),
            container("proxy", "1.10", sized(Resource.CPU, "100m/-", "84m/-", Verdict.REDUCIBLE))),
        workload(
            WorkloadKind.STATEFULSET,
            "ledger",
            1,
            container("db", "-4.15", sized(Resource.CPU, "-/-", "180m/-", Verdict.NO_REQUEST))));
  }

  /** The shop with quotas, of which one workload could not be read and one metric is missing. */
  public static Evaluation partial() {
    Evaluation shop = shop();
    Failure failure =
        new Failure(
            new WorkloadRef("shop", WorkloadKind.CRONJOB, "report"),
            "uid",
            Reason.WORKLOAD_FAILED,
            "its template has no containers;\n  look at it");
    return new Evaluation(
        shop.recommendations(),
        List.of(failure),
        List.of(),
        List.of(
            quota("requests.memory", "64Gi", "60Gi", "20Gi"),
            quota("limits.cpu", "0", "0", null),
            quota("requests.cpu", "20", "17200m", "15800m"),
            quota("limits.memory", "128Gi", null, null)),
        shop.savings(),
        Set.of(Resource.MEMORY),
        Set.of(WorkloadKind.ROLLOUT),
        ReadReport.NOTHING);
  }

  private static QuotaProjection quota(String key, String hard, String used, String projected) {
    Resource resource = key.endsWith("memory") ? Resource.MEMORY : Resource.CPU;
    Optional<Amount> steady = Optional.ofNullable(projected).map(p -> Amount.parse(resource, p));
    return new QuotaProjection(
        new Quota(
            "shop",
            "compute",
            key,
            resource,
            key.startsWith("limits"),
            List.of(),
            Amount.parse(resource, hard),
            Optional.ofNullable(used).map(u -> Amount.parse(resource, u))),
        steady.map(s -> new QuotaProjection.Forecast(s, s, s)));
  }

  /** One workload that nothing is known of, and two namespaces without usage. */
  public static Evaluation unjudged() {
    ResourceSizing cpu = sized(Resource.CPU, "1/-", "1/-", Verdict.INSUFFICIENT_DATA);
    ResourceSizing memory = sized(Resource.MEMORY, "2Gi/-", "2Gi/-", Verdict.INSUFFICIENT_DATA);
    Priced app = container("app", "0.00", cpu);
    Evaluation one =
        of(
            workload(
                WorkloadKind.DEPLOYMENT,
                "web",
                1,
                new Priced(
                    new ContainerSizing(app.sizing().container(), cpu, memory), app.savings())));
    return new Evaluation(
        one.recommendations(),
        List.of(),
        List.of(),
        List.of(),
        one.savings(),
        Set.of(),
        Set.of(),
        List.of(
            new Absence("shop", Resource.CPU, Cause.NO_SERIES),
            new Absence("shop", Resource.MEMORY, Cause.NO_SERIES),
            new Absence("payments", Resource.CPU, Cause.NO_CONTAINERS)),
        ReadReport.NOTHING,
        OtherClusters.NONE);
  }

  /** Nothing in scope. */
  public static Evaluation empty() {
    return of();
  }

  /** One container whose names and explanation hold what means something to HTML and Markdown. */
  public static Evaluation hostile() {
    ResourceSizing cpu = sized(Resource.CPU, "1/-", "219m/-", Verdict.OVER_PROVISIONED);
    ResourceSizing evil =
        new ResourceSizing(
            Resource.CPU,
            cpu.current(),
            cpu.origin(),
            cpu.usage(),
            cpu.recommended(),
            cpu.verdict(),
            "a|b <script>alert(\"1\")</script> & `c`, \"d\"",
            Optional.empty(),
            false);
    return of(workload(WorkloadKind.DEPLOYMENT, "a|b<i>", 1, container("x|y<b>&", "1.00", evil)));
  }

  /** One text wherever a text from the cluster can stand. */
  public static Evaluation saying(String text) {
    ResourceSizing cpu = sized(Resource.CPU, "1/-", "219m/-", Verdict.OVER_PROVISIONED);
    ResourceSizing said =
        new ResourceSizing(
            Resource.CPU,
            cpu.current(),
            cpu.origin(),
            cpu.usage(),
            cpu.recommended(),
            cpu.verdict(),
            text,
            Optional.empty(),
            false);
    Evaluation one = of(workload(WorkloadKind.ROLLOUT, text, 1, container(text, "1.00", said)));
    Failure failure =
        new Failure(
            new WorkloadRef("shop", WorkloadKind.ROLLOUT, text + "2"),
            "uid",
            Reason.WORKLOAD_FAILED,
            text);
    return new Evaluation(
        one.recommendations(),
        List.of(failure),
        List.of(),
        List.of(),
        one.savings(),
        Set.of(),
        Set.of(),
        ReadReport.NOTHING);
  }

  private static Evaluation of(WorkloadRecommendation... said) {
    Savings total =
        Arrays.stream(said)
            .map(WorkloadRecommendation::savings)
            .reduce(Savings.zero("USD"), Savings::plus);
    return new Evaluation(
        List.of(said),
        List.of(),
        List.of(),
        List.of(),
        total,
        Set.of(),
        Set.of(),
        ReadReport.NOTHING);
  }

  private record Priced(ContainerSizing sizing, Savings savings) {}

  private static Priced container(String name, String monthly, ResourceSizing cpu) {
    ResourceSizing memory = sized(Resource.MEMORY, "2Gi/2Gi", "900Mi/900Mi", Verdict.REDUCIBLE);
    ContainerSpec spec =
        new ContainerSpec(
            name,
            ContainerRole.MAIN,
            0,
            Map.of(Resource.CPU, cpu.current(), Resource.MEMORY, memory.current()),
            Map.of(Resource.CPU, SizeOrigin.TEMPLATE, Resource.MEMORY, SizeOrigin.TEMPLATE),
            Map.of(Resource.CPU, cpu.current(), Resource.MEMORY, memory.current()));
    Savings savings =
        new Savings(
            new Money(new BigDecimal(monthly), "USD"),
            Amount.cores(0.5),
            Amount.bytes(1024.0 * 1024 * 1024),
            new Money(new BigDecimal("60.00"), "USD"));
    return new Priced(new ContainerSizing(spec, cpu, memory), savings);
  }

  private static ResourceSizing sized(Resource resource, String now, String then, Verdict verdict) {
    UsageSummary usage =
        resource == Resource.CPU
            ? Containers.usage(resource, "182m", "401m")
            : Containers.usage(resource, "700Mi", "782Mi");
    return new ResourceSizing(
        resource,
        Containers.size(resource, now),
        SizeOrigin.TEMPLATE,
        Optional.of(usage),
        Containers.size(resource, then),
        verdict,
        resource == Resource.CPU
            ? "P95 182m over 7d (2016 samples) x 1.20 = 218.4m, rounded up to 219m"
            : "peak 782Mi over 7d (2016 samples) x 1.15 = 899.3Mi, rounded up to 900Mi",
        Optional.empty(),
        false);
  }

  private static WorkloadRecommendation workload(
      WorkloadKind kind, String name, int replicas, Priced... containers) {
    Map<String, Savings> savings = new HashMap<>();
    Savings sum = Savings.zero("USD");
    for (Priced container : containers) {
      savings.put(container.sizing().container().name(), container.savings());
      sum = sum.plus(container.savings());
    }
    Duration step = Duration.ofMinutes(5);
    return new WorkloadRecommendation(
        new Workload(
            new WorkloadRef("shop", kind, name),
            "uid-" + name,
            Map.of(),
            replicas,
            Arrays.stream(containers).map(c -> c.sizing().container()).toList(),
            List.of("n1")),
        Arrays.stream(containers).map(Priced::sizing).toList(),
        sum,
        savings,
        PriceSource.DEFAULT,
        new Confidence(Confidence.Level.HIGH, Duration.ofDays(7), 2016, 99),
        QuotaFit.FITS,
        new Evidence(
            "http://prometheus:9090",
            List.of("sum(rate(x[5m]))"),
            END.minus(Duration.ofDays(7)),
            END,
            step,
            Aggregation.MAX_OVER_PODS,
            List.of()),
        Patches.NONE,
        Reason.EVALUATED,
        "");
  }
}
