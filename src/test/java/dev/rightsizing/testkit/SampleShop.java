// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.evaluate.EvaluationRequest;
import dev.rightsizing.evaluate.Evaluator;
import dev.rightsizing.evaluate.HourlyUsage;
import dev.rightsizing.evaluate.KnownPrices;
import dev.rightsizing.evaluate.PreviousSizes;
import dev.rightsizing.evaluate.Progress;
import dev.rightsizing.evaluate.Scope;
import dev.rightsizing.evaluate.Studies;
import dev.rightsizing.evaluate.Study;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.HourlySeries;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Price;
import dev.rightsizing.model.PriceSource;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.workload.LabelSelector;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Workloads in several namespaces whose usage has days, weekends, peaks and gaps, evaluated by the
 * real pipeline: for what shows figures to people.
 */
public final class SampleShop implements AutoCloseable {
  private static final Instant NOW = Instant.parse("2026-03-04T10:20:00Z");
  private static final double MIB = 1024 * 1024;
  private static final List<String> NAMESPACES =
      List.of("shop", "payments", "search", "analytics", "platform");
  private static final List<String> NAMES =
      List.of(
          "checkout", "catalog", "ledger", "recommender", "gateway", "mailer", "indexer", "web");
  private static final int LEVEL = 1 << 16;

  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final SettableClock clock = new SettableClock(NOW);
  private final FakeWorkloadSource cluster = new FakeWorkloadSource();
  private final FakeUsageSource usage = new FakeUsageSource();
  private final UsageMemory memory;
  private final Evaluator evaluator;
  private final Studies studies;
  private final EvaluationRequest request;

  /**
   * @param workloads how many there are, of one container each
   */
  public SampleShop(int workloads) {
    CollectorSettings settings = CollectorSettings.of(50_000_000, 2);
    KnownPrices prices = new KnownPrices();
    memory = new UsageMemory(settings, clock, threads);
    evaluator = new Evaluator(cluster, memory, clock, prices);
    studies = new Studies(cluster, memory, prices, settings, clock);
    for (int i = 0; i < workloads; i++) {
      add(i);
    }
    cluster.withQuota(quota("requests.cpu", Resource.CPU, "20", "17200m"));
    cluster.withQuota(quota("requests.memory", Resource.MEMORY, "64Gi", "60Gi"));
    request =
        new EvaluationRequest(
            new PolicyRef("shop", "all"),
            new Scope(
                new TreeSet<>(NAMESPACES),
                EnumSet.allOf(WorkloadKind.class),
                LabelSelector.EVERYTHING,
                Set.of()),
            SizingSettings.DEFAULT,
            Optional.of(new Price(0.031611, 0.004237, "USD", PriceSource.POLICY)),
            PreviousSizes.NONE,
            workload -> Optional.empty());
  }

  private static Quota quota(String key, Resource resource, String hard, String used) {
    return new Quota(
        "shop",
        "compute",
        key,
        resource,
        false,
        List.of(),
        Amount.parse(resource, hard),
        Optional.of(Amount.parse(resource, used)));
  }

  private void add(int i) {
    Random random = new Random(i * 7919L);
    String namespace = NAMESPACES.get(i % NAMESPACES.size());
    String name = NAMES.get(i % NAMES.size()) + (i < NAMES.size() ? "" : "-" + i / NAMES.size());
    int kind = random.nextInt(8);
    WorkloadRef ref =
        new WorkloadRef(
            namespace,
            kind == 0
                ? WorkloadKind.STATEFULSET
                : kind == 1 ? WorkloadKind.DAEMONSET : WorkloadKind.DEPLOYMENT,
            name);
    double cores = Math.exp(random.nextGaussian() * 0.9 - 1.5);
    double bytes = Math.exp(random.nextGaussian() * 0.8 + 6.2) * MIB;
    double plenty = 0.6 + random.nextDouble() * 3.5;
    String cpu = Math.max(1, Math.round(cores * plenty * 100)) * 10 + "m";
    String memory =
        Math.max(1, Math.round(bytes / MIB * (0.9 + random.nextDouble() * 2) / 64)) * 64 + "Mi";
    int limit = 1 + random.nextInt(3);
    String cpuLimit =
        limit == 3 ? "-" : Math.max(1, Math.round(cores * plenty * 100)) * 10 * limit + "m";
    cluster.with(
        new Workload(
            ref,
            "uid-" + i,
            Map.of("app", name),
            1 + random.nextInt(6),
            List.of(
                Containers.spec(
                    "app", ContainerRole.MAIN, 0, cpu + "/" + cpuLimit, memory + "/" + memory)),
            List.of("n1")),
        name + "-pod-" + i);
    boolean gap = i % 3 == 1;
    int phase = random.nextInt(5);
    usage.cpu(
        namespace,
        name + "-pod-" + i,
        "app",
        t -> gap && isGap(t) ? Double.NaN : cores * day(t, phase) * noise(t, i));
    usage.memory(
        namespace,
        name + "-pod-" + i,
        "app",
        t ->
            gap && isGap(t)
                ? Double.NaN
                : bytes * (0.75 + 0.2 * day(t, phase)) * (0.97 + 0.03 * noise(t, i)));
  }

  private static boolean isGap(Instant at) {
    return at.isAfter(Instant.parse("2026-03-01T02:00:00Z"))
        && at.isBefore(Instant.parse("2026-03-01T15:00:00Z"));
  }

  /** Low at night and at weekends. */
  private static double day(Instant at, int phase) {
    double hour = at.getEpochSecond() % 86_400 / 3600.0 + phase;
    long weekday = (at.getEpochSecond() / 86_400 + 4) % 7;
    double wave = 0.5 - 0.5 * Math.cos((hour - 3) / 24 * 2 * Math.PI);
    return 0.15 + (weekday == 0 || weekday == 6 ? 0.45 : 1) * 0.6 * wave;
  }

  private static double noise(Instant at, int salt) {
    int mixed = (int) (at.getEpochSecond() / 300 * 2654435761L + salt * 40503L) >>> 8;
    double even = (double) (mixed % LEVEL) / LEVEL;
    return 0.8 + 0.3 * even + (even > 0.995 ? 0.9 : 0);
  }

  /** The cluster, to add to. */
  public FakeWorkloadSource cluster() {
    return cluster;
  }

  /** The usage, to add to. */
  public FakeUsageSource usage() {
    return usage;
  }

  public EvaluationRequest request() {
    return request;
  }

  /** Evaluates all. */
  public Evaluation evaluate() throws Exception {
    return evaluator.evaluate(request, usage, Progress.NONE);
  }

  /** What is known of a workload; after an evaluation from memory, before it by a query. */
  public Study study(WorkloadRef ref) throws Exception {
    return studies.open(request, ref, () -> usage).orElseThrow();
  }

  /** Usage that the last evaluation left in memory. */
  public HourlySeries series(ContainerRef container, Resource resource) {
    return memory
        .held(
            request.policy(), Set.of(container.workload().namespace()), request.settings().window())
        .map(held -> HourlyUsage.of(held.collected().usage(), container, resource))
        .orElseThrow();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
