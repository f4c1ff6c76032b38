// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.PodSizes;
import dev.rightsizing.model.PodSizes.PodRef;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.testkit.FakeUsageSource;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.usage.KnownPods;
import dev.rightsizing.usage.SeriesLabels;
import dev.rightsizing.usage.Signal;
import dev.rightsizing.usage.SignalQuery;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OwnSeriesSourceTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:20:00Z");
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final WorkloadRef API = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "api");
  private static final WorkloadRef DB = new WorkloadRef("shop", WorkloadKind.STATEFULSET, "db");
  private static final PodOwners OWNERS =
      (namespace, pod) ->
          pod.startsWith("api-")
              ? Optional.of(API)
              : pod.startsWith("db-") ? Optional.of(DB) : Optional.empty();

  private final SettableClock clock = new SettableClock(NOW);
  private final FakeUsageSource fake = new FakeUsageSource();
  private final OwnSeriesSource source = new OwnSeriesSource(fake, clock);

  private void lives(String... pods) {
    Map<PodRef, Map<String, Map<Resource, Size>>> sizes = new HashMap<>();
    for (String pod : pods) {
      sizes.put(new PodRef("shop", pod), Map.of());
    }
    source.know(Set.of("shop"), KnownPods.of(OWNERS, new PodSizes(sizes)));
  }

  private void uses(String pod, double bytes, String... labels) {
    uses(pod, t -> bytes, labels);
  }

  private void uses(String pod, ToDoubleFunction<Instant> bytes, String... labels) {
    fake.memory("shop", pod, "app", new SeriesLabels(List.of(labels)), bytes);
  }

  private static ToDoubleFunction<Instant> from(Instant begin, double bytes) {
    return t -> t.isBefore(begin) ? Double.NaN : bytes;
  }

  private static ToDoubleFunction<Instant> until(Instant end, double bytes) {
    return t -> t.isAfter(end) ? Double.NaN : bytes;
  }

  /** Every pod's greatest value of a day. */
  private Map<String, Double> read() throws UsageException {
    Map<String, Double> seen = new TreeMap<>();
    source.read(
        query(Duration.ofDays(1)),
        (key, seconds, values, count) -> {
          assertThat(key.labels()).isEqualTo(SeriesLabels.NONE);
          for (int i = 0; i < count; i++) {
            seen.merge(key.pod(), values[i], Math::max);
          }
        });
    return seen;
  }

  private static UsageQuery query(Duration back) {
    return new UsageQuery(
        Resource.MEMORY, new TreeSet<>(Set.of("shop")), NOW.minus(back), NOW, STEP);
  }

  @Test
  void withoutLabelsOneLookIsAllThatIsAdded() throws UsageException {
    lives("api-a1");
    uses("api-a1", 1);

    assertThat(read()).containsOnlyKeys("api-a1");
    read();

    // One of one instant, then one a read.
    assertThat(fake.queries()).hasSize(3);
    assertThat(fake.queries().get(0).points()).isEqualTo(1);
    assertThat(source.otherClusters(Set.of("shop")).isEmpty()).isTrue();
  }

  @Test
  void anotherClustersPodsAreLeftOutAndSaid() throws UsageException {
    lives("api-a1", "api-a2");
    uses("api-a1", 1, "cluster", "prod");
    uses("api-gone", until(NOW.minusSeconds(7200), 2), "cluster", "prod");
    uses("api-s1", 9, "cluster", "stage");

    assertThat(read()).containsOnly(Map.entry("api-a1", 1.0), Map.entry("api-gone", 2.0));
    assertThat(source.otherClusters(Set.of("shop")).message())
        .contains("cluster=stage")
        .contains("spec.prometheus.matchers")
        .contains("RIGHTSIZING_PROMETHEUS_MATCHERS")
        .contains("--matcher")
        .endsWith("such as cluster=prod");
    assertThat(source.otherClusters(Set.of("bank")).isEmpty()).isTrue();
  }

  @Test
  void onePodNameInTwoClustersIsTakenFromTheOneWhosePodsLiveHere() throws UsageException {
    lives("api-a1", "db-0");
    uses("api-a1", 1, "cluster", "prod");
    uses("db-0", 2, "cluster", "prod");
    uses("api-s1", 8, "cluster", "stage");
    uses("db-0", 9, "cluster", "stage");

    assertThat(read()).containsOnly(Map.entry("api-a1", 1.0), Map.entry("db-0", 2.0));
  }

  @Test
  void theClusterWithMoreOfTheLivingPodsIsOurs() throws UsageException {
    lives("db-0", "db-1");
    uses("db-0", 1, "cluster", "prod");
    uses("db-1", 2, "cluster", "prod");
    uses("db-0", 9, "cluster", "stage");

    assertThat(read()).containsOnly(Map.entry("db-0", 1.0), Map.entry("db-1", 2.0));
  }

  @Test
  void whatCannotBeToldApartIsHeldBack() throws UsageException {
    lives("db-0");
    uses("db-0", 1, "cluster", "prod");
    uses("db-0", 9, "cluster", "stage");

    assertThat(read()).isEmpty();
    assertThat(source.otherClusters(Set.of("shop")).holds(DB)).isTrue();
    assertThat(source.otherClusters(Set.of("shop")).message())
        .contains("shop/StatefulSet/db")
        .contains("cluster=NAME");
  }

  @Test
  void whatWasHeldBackIsReadWhenItCanBeTold() throws UsageException {
    lives("db-0");
    uses("db-0", 1, "cluster", "prod");
    uses("db-0", 9, "cluster", "stage");
    read();

    lives("db-0", "api-a1");
    uses("api-a1", 3, "cluster", "prod");
    clock.advance(STEP);

    assertThat(read()).containsOnly(Map.entry("api-a1", 3.0), Map.entry("db-0", 1.0));
    assertThat(source.otherClusters(Set.of("shop")).held()).isEmpty();
  }

  @Test
  void whereOneClusterIsProvenAStatefulSetOfAnotherIsNotTakenForOurs() throws UsageException {
    // Ours is not scraped in this namespace's StatefulSet.
    lives("api-a1", "db-0");
    uses("api-a1", 1, "cluster", "prod");
    uses("db-0", 9, "cluster", "stage");

    assertThat(read()).containsOnlyKeys("api-a1");
  }

  @Test
  void aLabelThatPodsBringIsNoClustersThoughItsNameSaysSo() throws UsageException {
    lives("api-a1", "db-0");
    uses("api-a1", 1);
    uses("db-0", 2, "cluster_name", "db");

    assertThat(read()).containsOnlyKeys("api-a1", "db-0");
  }

  @Test
  void oneClusterSentOnWithAndWithoutItsLabelIsMerged() throws UsageException {
    lives("api-a1", "db-0");
    for (String pod : List.of("api-a1", "db-0")) {
      uses(pod, 1, "cluster", "prod");
      uses(pod, 2);
    }

    assertThat(read()).containsOnly(Map.entry("api-a1", 2.0), Map.entry("db-0", 2.0));
    assertThat(source.otherClusters(Set.of("shop")).isEmpty()).isTrue();
  }

  @Test
  void seriesWithoutTheLabelMayBeTheOthers() throws UsageException {
    lives("api-a1", "db-0");
    uses("api-a1", 1);
    uses("db-0", 1);
    uses("db-0", 9, "k8s_cluster", "stage");
    assertThat(read()).containsOnly(Map.entry("api-a1", 1.0), Map.entry("db-0", 1.0));

    fake.clear();
    uses("api-a1", 1, "k8s_cluster", "prod");
    uses("api-s1", 9);
    uses("db-0", 9);
    uses("db-0", 1, "k8s_cluster", "prod");

    assertThat(new Fresh().read()).containsOnly(Map.entry("api-a1", 1.0), Map.entry("db-0", 1.0));
  }

  /** The same source after a restart. */
  private final class Fresh {
    Map<String, Double> read() throws UsageException {
      OwnSeriesSource fresh = new OwnSeriesSource(fake, clock);
      fresh.know(
          Set.of("shop"),
          KnownPods.of(
              OWNERS,
              new PodSizes(
                  Map.of(
                      new PodRef("shop", "api-a1"), Map.of(),
                      new PodRef("shop", "db-0"), Map.of()))));
      Map<String, Double> seen = new TreeMap<>();
      fresh.read(
          query(Duration.ofDays(1)),
          (key, seconds, values, count) -> seen.merge(key.pod(), values[0], Math::max));
      return seen;
    }
  }

  @Test
  void aClusterThatComesLaterIsLeftOutFromItsFirstSampleOn() throws UsageException {
    lives("api-a1");
    uses("api-a1", 1, "cluster", "prod");
    read();
    uses("api-s1", 9, "cluster", "stage");

    assertThat(read()).containsOnlyKeys("api-a1");
    assertThat(source.otherClusters(Set.of("shop")).foreign()).containsKey("cluster");
  }

  @Test
  void aClusterThatIsGoneIsLeftOutOfThePast() throws UsageException {
    lives("api-a1");
    uses("api-a1", 1, "cluster", "prod");
    uses("api-s1", until(NOW.minusSeconds(36_000), 9), "cluster", "stage");

    assertThat(read()).containsOnlyKeys("api-a1");
    assertThat(source.otherClusters(Set.of("shop")).message()).contains("cluster=stage");
  }

  @Test
  void aLabelWhoseNameSaysNothingIsJudgedByPodsThatRunBesideOurs() throws UsageException {
    lives("api-a1");
    uses("api-a1", 1, "env", "prod");
    uses("api-s1", 9, "env", "stage");

    assertThat(read()).containsOnlyKeys("api-a1");
    assertThat(source.otherClusters(Set.of("shop")).message()).endsWith("such as env=prod");
  }

  @Test
  void aVersionThatWasJustReplacedIsNoCluster() throws UsageException {
    lives("api-b1");
    uses("api-a1", 5, "version", "1");
    uses("api-b1", from(NOW.minusSeconds(600), 1), "version", "2");

    assertThat(read()).containsOnlyKeys("api-a1", "api-b1");
    assertThat(source.otherClusters(Set.of("shop")).isEmpty()).isTrue();
  }

  @Test
  void aLabelOfEveryPodIsNoCluster() throws UsageException {
    List<String> pods = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      pods.add("api-a" + i);
      uses("api-a" + i, 1, "pod_hash", "h" + i);
      uses("api-gone" + i, until(NOW.minusSeconds(36_000), 1), "pod_hash", "g" + i);
    }
    lives(pods.toArray(String[]::new));

    assertThat(read()).hasSize(80);
    fake.forgetQueries();
    read();
    assertThat(fake.queries()).hasSize(1);
  }

  @Test
  void signalsOfOtherClustersAreLeftOut() throws UsageException {
    lives("api-a1", "db-0");
    uses("api-a1", 1, "cluster", "prod");
    uses("api-s1", 9, "cluster", "stage");
    read();
    fake.signal(
        Signal.RSS, "shop", "db-0", "app", new SeriesLabels(List.of("cluster", "stage")), t -> 9);
    fake.signal(
        Signal.RSS, "shop", "db-0", "app", new SeriesLabels(List.of("cluster", "prod")), t -> 1);
    List<Double> seen = new ArrayList<>();

    source.readSignal(
        new SignalQuery(Signal.RSS, new TreeSet<>(Set.of("shop")), 490_000, 490_000),
        (key, seconds, values, count) -> seen.add(values[0]));

    assertThat(seen).containsExactly(1.0);
  }

  @Property(tries = 60)
  void anotherClustersPodsNeverChangeTheResult(
      @ForAll @IntRange(min = 1, max = 4) int ours,
      @ForAll @IntRange(min = 0, max = 6) int theirs,
      @ForAll @IntRange(min = 0, max = 2) int shared,
      @ForAll @IntRange(min = 1, max = 2) int replicas)
      throws UsageException {
    FakeUsageSource alone = new FakeUsageSource();
    FakeUsageSource both = new FakeUsageSource();
    Map<PodRef, Map<String, Map<Resource, Size>>> living = new HashMap<>();
    for (int i = 0; i < ours; i++) {
      add(List.of(alone, both), "api-a" + i, "prod", i + 1);
      living.put(new PodRef("shop", "api-a" + i), Map.of());
    }
    for (int i = 0; i < shared; i++) {
      add(List.of(alone, both), "db-" + i, "prod", i + 10);
      living.put(new PodRef("shop", "db-" + i), Map.of());
      add(List.of(both), "db-" + i, "stage", 99);
    }
    for (int i = 0; i < theirs; i++) {
      for (int r = 0; r < replicas; r++) {
        add(List.of(both), "api-s" + i, "stage", 99);
      }
    }

    assertThat(read(both, living)).isEqualTo(read(alone, living));
  }

  private static void add(List<FakeUsageSource> sources, String pod, String cluster, double bytes) {
    sources.forEach(
        s ->
            s.memory(
                "shop", pod, "app", new SeriesLabels(List.of("cluster", cluster)), t -> bytes));
  }

  private static Map<String, Double> read(
      FakeUsageSource fake, Map<PodRef, Map<String, Map<Resource, Size>>> living)
      throws UsageException {
    OwnSeriesSource source = new OwnSeriesSource(fake, new SettableClock(NOW));
    source.know(Set.of("shop"), KnownPods.of(OWNERS, new PodSizes(living)));
    Map<String, Double> seen = new TreeMap<>();
    source.read(
        query(Duration.ofHours(2)),
        (key, seconds, values, count) -> seen.merge(key.pod(), values[0], Math::max));
    return seen;
  }
}
