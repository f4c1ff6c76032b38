// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.apply.ApplyOrder.Others;
import dev.rightsizing.apply.ApplyOrder.Requests;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplySettings.Interruption;
import dev.rightsizing.model.apply.ApplyState;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.Flight;
import dev.rightsizing.model.apply.InForce;
import dev.rightsizing.recommend.ApplyStatusMapper.Summary;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.steps.KnownRecommendation;
import dev.rightsizing.testkit.SettableClock;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When passes are made, what counts, and what a policy says of all of its workloads. */
class ApplyPartsTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:20:30Z");
  private static final Policy.Id P = new Policy.Id("shop", "p");
  private static final Policy.Id Q = new Policy.Id("shop", "q");

  private final SettableClock clock = new SettableClock(NOW);
  private final List<Policy.Id> asked = new ArrayList<>();

  private static WorkloadRef ref(String name) {
    return new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, name);
  }

  private static ApplyMemory in(ApplyState state, Reason reason) {
    return ApplyMemory.first(NOW).in(state, reason, reason.sentence(), NOW);
  }

  private static ApplyMemory flying() {
    return in(ApplyState.APPLYING, Reason.APPLYING)
        .with(
            Optional.of(
                new Flight(
                    "f",
                    Flight.Phase.PODS,
                    ApplyStrategy.IN_PLACE,
                    List.of(),
                    List.of(),
                    NOW,
                    NOW,
                    Optional.empty(),
                    "",
                    "",
                    "policy",
                    Interruption.UNDO,
                    Optional.empty())));
  }

  @ParameterizedTest
  @CsvSource({
    // in flight, seconds until it wants to be asked again, seconds until it is
    "true, , 10",
    "false, , 120",
    "true, 3, 3",
    "true, 60, 10",
    "false, 60, 60",
    "false, -5, 1",
  })
  void aPassIsMadeOftenWhileAnythingIsUnderWay(boolean inFlight, Integer again, int next) {
    ApplySchedule schedule = new ApplySchedule(Duration.ofSeconds(10), clock);

    assertThat(schedule.next(inFlight, Optional.ofNullable(again).map(NOW::plusSeconds)))
        .isEqualTo(Duration.ofSeconds(next));
  }

  @Test
  void aBurstOfRequestsHasOnePassASecond() {
    ApplySchedule schedule = new ApplySchedule(Duration.ofSeconds(10), clock);
    assertThat(schedule.wait(P)).isZero();

    schedule.begins(P);
    clock.advance(Duration.ofMillis(300));

    assertThat(schedule.wait(P)).isEqualTo(Duration.ofMillis(700));
    assertThat(schedule.wait(Q)).isZero();
    clock.advance(Duration.ofHours(-1));
    assertThat(schedule.wait(P)).as("the clock was set back").isZero();
  }

  @Test
  void aPodMattersWhereAChangeIsUnderWayOrInForce() {
    PodWatch watch = new PodWatch(asked::add);
    watch.passed(
        P,
        Map.of(
            ref("flying"),
            flying(),
            ref("inforce"),
            in(ApplyState.APPLIED, Reason.APPLIED)
                .withInForce(Optional.of(new InForce(List.of(), "t", NOW))),
            ref("calm"),
            in(ApplyState.HELD, Reason.NOT_APPROVED)));

    watch.accept(ref("calm"));
    assertThat(asked).isEmpty();
    watch.accept(ref("flying"));
    watch.accept(ref("inforce"));
    assertThat(asked).containsExactly(P, P);

    watch.passed(P, Map.of());
    watch.accept(ref("flying"));
    assertThat(asked).hasSize(2);
  }

  private static KnownRecommendation known(String name, String policy, boolean flies) {
    Recommendation object =
        Serialization.unmarshal(
            """
            metadata: {namespace: shop, name: %s, uid: u}
            spec: {policy: %s, target: {kind: Deployment, name: %s}}
            status: {apply: {state: Applying%s}}
            """
                .formatted(name, policy, name, flies ? ", flight: {id: f}" : ""),
            Recommendation.class);
    return KnownRecommendation.of(object);
  }

  @Test
  void changesOfOtherPoliciesCountAlsoWhereAnotherProcessBeganThem() {
    Flights flights =
        new Flights(
            () -> List.of(known("a", "p", true), known("b", "q", true), known("c", "q", false)),
            new Flights.Bounds(5, 7));

    assertThat(flights.others(P)).isEqualTo(new Others(Map.of("shop", 1), 1, 5, 7));

    assertThat(flights.has(Q)).isTrue();
    assertThat(flights.has(new Policy.Id("shop", "r"))).isFalse();

    flights.passed(Q, Set.of(ref("b"), ref("d")));
    assertThat(flights.others(P)).isEqualTo(new Others(Map.of("shop", 2), 2, 5, 7));
    assertThat(flights.others(Q)).isEqualTo(new Others(Map.of("shop", 1), 1, 5, 7));

    flights.passed(Q, Set.of());
    assertThat(flights.others(P).inCluster()).as("a pass knows better than a watch").isZero();
  }

  private static <T extends HasMetadata> T annotated(Class<T> type, String annotations) {
    return Serialization.unmarshal(
        "metadata: {namespace: shop, name: x, annotations: {"
            + annotations
            + "}}\n"
            + "spec: {policy: p, target: {kind: Deployment, name: web}}",
        type);
  }

  private static Requests read(String recommendation, String policy) {
    return PeopleRequests.read(
        annotated(Recommendation.class, recommendation),
        annotated(RightSizingPolicy.class, policy));
  }

  @Test
  void requestsAreReadInWholeSeconds() {
    Requests requests =
        read(
            "rightsizing.dev/apply-once: '2026-03-04T11:20:30.987+01:00',"
                + " rightsizing.dev/undo: soon, rightsizing.dev/resumed: '2026-03-04T10:00:00Z'",
            "rightsizing.dev/resumed: '2026-03-04T10:10:00Z'");

    assertThat(requests)
        .isEqualTo(
            new Requests(
                Optional.of(NOW),
                Optional.empty(),
                Optional.of(Instant.parse("2026-03-04T10:10:00Z")),
                false));
  }

  @ParameterizedTest
  @CsvSource({"'true','',true", "'','true',true", "'false','',false", "'','',false"})
  void aWorkloadIsPausedByItsRecommendationOrItsPolicy(
      String recommendation, String policy, boolean paused) {
    assertThat(
            read(
                    "rightsizing.dev/paused: '" + recommendation + "'",
                    "rightsizing.dev/paused: '" + policy + "'")
                .paused())
        .isEqualTo(paused);
  }

  @Test
  void eachRequestOfAPersonIsNoticedOnce() {
    RequestWatch watch = new RequestWatch(asked::add);
    Recommendation plain = annotated(Recommendation.class, "other: x");
    Recommendation once =
        annotated(Recommendation.class, "rightsizing.dev/apply-once: '2026-03-04T10:00:00Z'");

    watch.saw(plain);
    assertThat(asked).isEmpty();
    watch.saw(once);
    watch.saw(once);
    assertThat(asked).containsExactly(P);
    watch.saw(plain);
    assertThat(asked).as("a pause that was taken away counts too").hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "spec,        true",
    "annotation,  true",
    "other,       false",
    "status,      false",
  })
  void aPolicyIsLookedAtWhenItsSpecOrARequestChanges(String what, boolean accepted) {
    RightSizingPolicy before = annotated(RightSizingPolicy.class, "a: b");
    before.getMetadata().setGeneration(1L);
    RightSizingPolicy now =
        annotated(
            RightSizingPolicy.class,
            what.equals("annotation")
                ? "rightsizing.dev/paused: 'true'"
                : what.equals("other") ? "a: c" : "a: b");
    now.getMetadata().setGeneration(what.equals("spec") ? 2L : 1L);
    now.getMetadata().setResourceVersion("2");

    assertThat(new AskedOrChanged().accept(now, before)).isEqualTo(accepted);
  }

  private static Summary summary(Map<String, ApplyMemory> memories) {
    Map<WorkloadRef, ApplyMemory> byRef = new HashMap<>();
    memories.forEach((name, memory) -> byRef.put(ref(name), memory));
    return PolicySummary.of(
        new ApplyCycle.Outcome(
            byRef, Set.of(), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "HELD/NOTHING_TO_APPLY APPLIED/APPLIED,                     true,  APPLIED",
    "HELD/NOTHING_TO_APPLY,                                     true,  NOTHING_TO_APPLY",
    "HELD/NOT_APPROVED HELD/NOT_APPROVED HELD/COOLING_DOWN,     false, NOT_APPROVED",
    "HELD/NOT_APPROVED WATCHING/WATCHING,                       false, WATCHING",
    "GIVEN_UP/GIVEN_UP WATCHING/WATCHING APPLIED/APPLIED,       false, GIVEN_UP",
    "UNDONE/CONTAINER_OOM_KILLED APPLIED/APPLIED,               false, CONTAINER_OOM_KILLED",
    "OWNED_BY_OTHER/REVERTED_BY_OWNER UNDONE/UNDONE,            false, REVERTED_BY_OWNER",
  })
  void aPolicySaysFirstWhatNeedsAPerson(String states, boolean applied, Reason reason) {
    Map<String, ApplyMemory> memories = new HashMap<>();
    for (String state : states.split(" ")) {
      String[] parts = state.split("/");
      memories.put(
          "w" + memories.size(), in(ApplyState.valueOf(parts[0]), Reason.valueOf(parts[1])));
    }

    Summary summary = summary(memories);

    assertThat(summary.applied()).isEqualTo(applied);
    assertThat(summary.reason()).isEqualTo(reason);
    assertThat(summary.states().values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(memories.size());
  }
}
