// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.QuotaProjection;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.RunningPods;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.quota.PodCountBounds;
import dev.rightsizing.sizing.quota.Candidate.Pressed;
import dev.rightsizing.sizing.quota.QuotaFitter.Fitted;
import dev.rightsizing.testkit.Containers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for any namespace: workloads of one or two containers, with init containers too. */
class QuotaFitterPropertiesTest {
  private static final String[] KEYS = {
    "requests.cpu", "limits.cpu", "requests.memory", "limits.memory", "cpu", "memory"
  };

  private final QuotaFitter fitter = new QuotaFitter(Thresholds.DEFAULT);

  private static List<Candidate> namespace(Random random) {
    List<Candidate> all = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      all.add(candidate(random, "w" + i));
    }
    return all;
  }

  private static Candidate candidate(Random random, String name) {
    List<ContainerSizing> containers = new ArrayList<>();
    containers.add(container(random, "app", ContainerRole.MAIN, 0));
    if (random.nextBoolean()) {
      ContainerRole[] roles = {ContainerRole.MAIN, ContainerRole.INIT, ContainerRole.SIDECAR};
      containers.add(container(random, "b", roles[random.nextInt(roles.length)], 1));
    }
    Workload plain =
        Containers.workload(
            WorkloadKind.DEPLOYMENT,
            name,
            random.nextInt(5),
            containers.stream().map(ContainerSizing::container).toArray(ContainerSpec[]::new));
    Candidate candidate =
        new Candidate(
            plain,
            containers,
            random.nextInt(3) == 0 ? Set.of(new Pressed("app", Resource.CPU)) : Set.of());
    return random.nextBoolean()
        ? candidate
        : Lines.withFootprint(candidate, PodCountBounds.PLAIN.withCounted(random.nextInt(6)));
  }

  private static ContainerSizing container(
      Random random, String name, ContainerRole role, int index) {
    ContainerSpec spec = Containers.spec(name, role, index, size(random, "m"), size(random, "Mi"));
    ContainerSizing sized = Containers.sizing(spec, size(random, "m"), size(random, "Mi"));
    return new ContainerSizing(spec, used(random, sized.cpu()), used(random, sized.memory()));
  }

  /** A request, at times none, and a limit, at times none, not under it. */
  private static String size(Random random, String unit) {
    int request = 1 + random.nextInt(2000);
    String limit = random.nextInt(4) == 0 ? "-" : request + random.nextInt(1000) + unit;
    boolean none = limit.equals("-") && random.nextInt(4) == 0;
    return (none ? "-" : request + unit) + "/" + limit;
  }

  private static ResourceSizing used(Random random, ResourceSizing sizing) {
    String usage = random.nextInt(2000) + (sizing.resource() == Resource.CPU ? "m" : "Mi");
    boolean removed =
        sizing.recommended().request().isEmpty() && sizing.current().request().isPresent();
    return new ResourceSizing(
        sizing.resource(),
        sizing.current(),
        sizing.origin(),
        Optional.of(Containers.usage(sizing.resource(), usage, usage)),
        removed ? sizing.current() : sizing.recommended(),
        sizing.verdict(),
        "",
        Optional.empty(),
        false);
  }

  /** Lines that are not over now, most of them tight. */
  private static List<Quota> lines(Random random, int more) {
    List<Quota> lines = new ArrayList<>();
    for (String key : KEYS) {
      String unit = key.contains("cpu") ? "m" : "Mi";
      int used = random.nextInt(20_000);
      int hard = used + random.nextInt(4000);
      lines.add(Lines.line(key, hard + more + unit, used + unit));
    }
    return lines;
  }

  @Property(tries = 500)
  void neverOverHardWhereItWasNotBefore(@ForAll long seed) {
    Random random = new Random(seed);
    Fitted fitted = fitter.fit(lines(random, 0), namespace(random));

    assertThat(fitted.projections()).noneMatch(QuotaProjection::overflows);
  }

  @Property(tries = 500)
  void neverUnderTheCurrentSizeNorOverTheWantedOne(@ForAll long seed) {
    Random random = new Random(seed);
    List<Quota> lines = lines(random, 0);
    List<Candidate> wanted = namespace(random);

    each(
        wanted,
        fitter.fit(lines, wanted),
        (before, after) -> {
          double now = value(before.current().request());
          double then = value(before.recommended().request());
          double got = value(after.recommended().request());
          if (then <= now) {
            assertThat(got).as("what shrinks keeps its size").isEqualTo(then);
          } else {
            assertThat(got).isBetween(now, then);
          }
        });
  }

  @Property(tries = 500)
  void neverALimitUnderItsRequest(@ForAll long seed) {
    Random random = new Random(seed);
    List<Quota> lines = lines(random, 0);
    List<Candidate> wanted = namespace(random);

    each(
        wanted,
        fitter.fit(lines, wanted),
        (before, after) ->
            after
                .recommended()
                .limit()
                .ifPresent(
                    limit ->
                        assertThat(limit.value())
                            .isGreaterThanOrEqualTo(value(after.recommended().request()))));
  }

  @Property(tries = 300)
  void theOrderOfTheInputDoesNotMatter(@ForAll long seed) {
    Random random = new Random(seed);
    List<Quota> lines = lines(random, 0);
    List<Candidate> wanted = namespace(random);
    List<Candidate> shuffled = new ArrayList<>(wanted);
    Collections.shuffle(shuffled, random);
    List<Quota> turned = new ArrayList<>(lines);
    Collections.reverse(turned);

    Fitted one = fitter.fit(lines, wanted);
    Fitted other = fitter.fit(turned, shuffled);

    assertThat(other.workloads()).isEqualTo(one.workloads());
    assertThat(other.projections()).containsExactlyInAnyOrderElementsOf(one.projections());
  }

  @Property(tries = 300)
  void aGreaterQuotaMakesNobodySmaller(@ForAll long seed, @ForAll @IntRange(max = 3000) int more) {
    List<Quota> tight = lines(new Random(seed), 0);
    List<Quota> wide = lines(new Random(seed), more);
    List<Candidate> wanted = namespace(new Random(seed + 1));

    Fitted less = fitter.fit(tight, wanted);
    Fitted greater = fitter.fit(wide, wanted);

    for (Candidate candidate : wanted) {
      var a = less.workloads().get(candidate.workload().ref()).containers();
      var b = greater.workloads().get(candidate.workload().ref()).containers();
      for (int i = 0; i < a.size(); i++) {
        for (Resource resource : Resource.values()) {
          assertThat(value(b.get(i).of(resource).recommended().request()))
              .isGreaterThanOrEqualTo(value(a.get(i).of(resource).recommended().request()));
        }
      }
    }
  }

  /** Pods of one container, each with its own size, as during a roll-out or after resizes. */
  private static Candidate drifted(Random random, String name) {
    List<RunningPods> pods = new ArrayList<>();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      pods.add(
          Containers.running(
              1, "app", random.nextInt(2000) + "m/-", random.nextInt(2000) + "Mi/-"));
    }
    ContainerSpec app =
        Containers.ofTemplate(
            Containers.spec("app", ContainerRole.MAIN, 0, "500m/-", "500Mi/-"),
            random.nextInt(2000) + "m/-",
            "1Gi/-");
    Workload workload =
        Containers.workload(WorkloadKind.DEPLOYMENT, name, random.nextInt(6), app)
            .withRunning(pods);
    Candidate candidate =
        new Candidate(
            workload,
            List.of(Containers.sizing(app, 1 + random.nextInt(2000) + "m/-", "1Gi/-")),
            Set.of());
    Candidate counted = Lines.withFootprint(candidate, PodCountBounds.PLAIN.withCounted(count));
    return new Candidate(
        counted.workload().withRunning(pods), counted.containers(), counted.pressed());
  }

  @Property(tries = 500)
  void aProjectionIsWhatIsUsedLessWhatShrinksAndWithWhatGrowsAndNeverNegative(
      @ForAll long seed, @ForAll @IntRange(max = 500) int others) {
    Random random = new Random(seed);
    List<Candidate> namespace = List.of(drifted(random, "a"), drifted(random, "b"));
    double asked = others;
    for (Candidate candidate : namespace) {
      for (RunningPods pods : candidate.workload().running()) {
        asked += 1000 * value(pods.of("app", Resource.CPU).request());
      }
    }
    Quota line = Lines.line("requests.cpu", "1000", Math.round(asked) + "m");

    QuotaProjection projection = fitter.fit(List.of(line), namespace).projections().get(0);

    double expected = others;
    for (Candidate candidate : namespace) {
      int there = candidate.workload().running().size();
      double then = 1000 * value(candidate.containers().get(0).cpu().recommended().request());
      double template =
          1000 * value(candidate.workload().containers().get(0).template(Resource.CPU).request());
      int more = Math.max(there, candidate.workload().replicas()) - there;
      // Pods that are there get the size; of those that are not, only what the change adds counts.
      expected += there * then + more * Math.max(0, then - template);
    }
    assertThat(projection.impossible()).isFalse();
    assertThat(projection.projected().orElseThrow().value() * 1000)
        .isNotNegative()
        .isCloseTo(expected, within(0.5));
  }

  @Property(tries = 200)
  void whatCannotComeBackIsNoFigure(@ForAll long seed) {
    Random random = new Random(seed);
    Candidate candidate = Lines.candidate("web", 3, "1/-", "100m/-", "50m");
    // 3 x 900m would come back of the less that is used.
    Quota line = Lines.line("requests.cpu", "4", random.nextInt(2700) + "m");

    QuotaProjection projection = fitter.fit(List.of(line), List.of(candidate)).projections().get(0);

    assertThat(projection.impossible()).isTrue();
    assertThat(projection.forecast()).isEmpty();
    assertThat(projection.idle()).isEmpty();
  }

  private interface Pair {
    void check(ResourceSizing before, ResourceSizing after);
  }

  private static void each(List<Candidate> wanted, Fitted fitted, Pair pair) {
    for (Candidate candidate : wanted) {
      List<ContainerSizing> after = fitted.workloads().get(candidate.workload().ref()).containers();
      for (int i = 0; i < after.size(); i++) {
        for (Resource resource : Resource.values()) {
          pair.check(candidate.containers().get(i).of(resource), after.get(i).of(resource));
        }
      }
    }
  }

  private static double value(Optional<Amount> amount) {
    return amount.map(Amount::value).orElse(0.0);
  }
}
