// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import static dev.rightsizing.apply.SimulatedWorkload.sizes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.apply.ApplyEvent.Kind;
import dev.rightsizing.apply.ApplyOrder.Requests;
import dev.rightsizing.apply.LiveUsage.Answer;
import dev.rightsizing.apply.SimulatedWorkload.Kubelet;
import dev.rightsizing.guard.Guards;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.apply.AppliedChange;
import dev.rightsizing.model.apply.ApplySettings;
import dev.rightsizing.model.apply.ApplySettings.Interruption;
import dev.rightsizing.model.apply.ApplyState;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.Cause;
import dev.rightsizing.model.apply.Flight;
import dev.rightsizing.model.apply.TargetStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pass does to a workload, from the first judgement to the end of a change. */
class ApplyPassTest {
  private static final int TO_END = 60;

  private SimulatedCluster cluster = new SimulatedCluster();

  @AfterEach
  void nothingWasWrittenThatWasNotKept() {
    assertThat(cluster.violations).isEmpty();
  }

  private SimulatedWorkload goingTo(int pods, String cpu, String memory) {
    SimulatedWorkload workload = cluster.add("cart", pods, "500m", "1Gi");
    workload.recommended = sizes(cpu, memory);
    return workload;
  }

  @ParameterizedTest
  @CsvSource({"1,300m,768Mi", "2,300m,768Mi", "8,800m,2Gi", "9,500m,512Mi"})
  void resizesEveryPodAndLeavesTheTemplate(int pods, String cpu, String memory) {
    SimulatedWorkload cart = goingTo(pods, cpu, memory);
    cluster.steps(TO_END);
    assertThat(cluster.sizes(cart)).hasSize(pods).containsOnly(sizes(cpu, memory));
    assertThat(cart.template).isEqualTo(sizes("500m", "1Gi"));
    assertThat(cluster.memory(cart).state()).isEqualTo(ApplyState.APPLIED);
    assertThat(cluster.memory(cart).inForce()).isPresent();
    assertThat(cluster.writes(cart)).isEqualTo(pods);
    assertThat(cluster.events)
        .extracting(ApplyEvent::kind)
        .containsExactly(Kind.BEGAN, Kind.WATCHING, Kind.APPLIED);
  }

  @Test
  void changesOnePodFirstAndThenAQuarter() {
    SimulatedWorkload cart = goingTo(8, "300m", "768Mi");
    cluster.steps(4);
    assertThat(cluster.sizes(cart)).filteredOn(s -> s.equals(sizes("300m", "768Mi"))).hasSize(1);
    assertThat(cluster.memory(cart).flight()).map(Flight::phase).hasValue(Flight.Phase.CANARY);
    cluster.step();
    assertThat(cluster.sizes(cart)).filteredOn(s -> s.equals(sizes("300m", "768Mi"))).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "OOM_AFTER,CONTAINER_OOM_KILLED",
    "CRASH_AFTER,CRASH_LOOP",
    "INFEASIBLE,RESIZE_INFEASIBLE",
    "DEFERRED,RESIZE_DEFERRED",
    "SILENT,RESIZE_NOT_FINISHED",
    "ERROR,RESIZE_NOT_FINISHED"
  })
  void undoesWhatIsBad(Kubelet kubelet, Reason reason) {
    SimulatedWorkload cart = goingTo(3, "300m", "768Mi");
    cart.kubelet = kubelet;
    int steps = kubelet == Kubelet.ERROR ? 246 : 45;
    cluster.steps(steps);
    assertThat(cluster.memory(cart).newest()).map(AppliedChange::reason).hasValue(reason);
    assertThat(cluster.sizes(cart))
        .filteredOn(s -> s.equals(sizes("300m", "768Mi")))
        .hasSizeLessThan(2);
    cart.recommended = cart.original;
    cluster.steps(TO_END);
    assertThat(cluster.sizes(cart)).containsOnly(cart.original);
  }

  @Test
  void restoresThePreviousSizesWithinAMinuteOfAnOomKill() {
    SimulatedWorkload cart = goingTo(4, "300m", "768Mi");
    cluster.steps(20);
    assertThat(cluster.memory(cart).state()).isEqualTo(ApplyState.WATCHING);
    cart.pods.get(2).restart("OOMKilled", cluster.clock.instant());
    cluster.steps(4);
    assertThat(cluster.sizes(cart)).containsOnly(cart.original);
    assertThat(cluster.memory(cart).state()).isEqualTo(ApplyState.UNDONE);
    assertThat(cluster.memory(cart).reason()).isEqualTo(Reason.CONTAINER_OOM_KILLED);
    assertThat(cluster.memory(cart).message()).contains("OOM killed", "768Mi");
    assertThat(cluster.memory(cart).inForce()).isEmpty();
  }

  @Test
  void givesUpAfterThreeUndosUntilAnotherRelease() {
    SimulatedWorkload cart = goingTo(2, "300m", "768Mi");
    cart.kubelet = Kubelet.OOM_AFTER;
    cluster.steps(700);
    assertThat(cluster.memory(cart).state()).isEqualTo(ApplyState.GIVEN_UP);
    assertThat(cluster.memory(cart).undos()).isEqualTo(3);
    int writes = cluster.writes(cart);
    assertThat(writes).isEqualTo(6);
    assertThat(cluster.sizes(cart)).containsOnly(cart.original);
    cart.kubelet = Kubelet.PROMPT;
    cluster.steps(100);
    assertThat(cluster.writes(cart)).isEqualTo(writes);
    cart.release = "v2";
    cluster.steps(100);
    assertThat(cluster.sizes(cart)).containsOnly(sizes("300m", "768Mi"));
    assertThat(cluster.memory(cart).undos()).isZero();
  }

  @Test
  void waitsTwiceAsLongAfterEachUndo() {
    assertThat(List.of(BackOff.after(1), BackOff.after(2), BackOff.after(3)))
        .containsExactly(Duration.ofMinutes(10), Duration.ofMinutes(20), Duration.ofMinutes(40));
  }

  @Test
  void doesNotEndTheWatchWhileAConditionHasNoValue() {
    withRule();
    SimulatedWorkload cart = goingTo(1, "300m", "768Mi");
    cluster.steps(3);
    cluster.answer = new Answer.Unknown("no series");
    cluster.steps(200);
    assertThat(cluster.memory(cart).state()).isEqualTo(ApplyState.WATCHING);
    assertThat(cluster.memory(cart).reason()).isEqualTo(Reason.WATCH_UNCERTAIN);
    cluster.answer = new Answer.Measured(0, false);
    cluster.step();
    assertThat(cluster.memory(cart).state()).isEqualTo(ApplyState.APPLIED);
  }

  @Test
  void doesNotGoOnToFurtherPodsWhileUncertain() {
    withRule();
    cluster.answer = new Answer.Unknown("no series");
    SimulatedWorkload cart = goingTo(4, "300m", "768Mi");
    cluster.steps(100);
    assertThat(cluster.sizes(cart)).filteredOn(s -> s.equals(sizes("300m", "768Mi"))).hasSize(1);
    assertThat(cluster.memory(cart).flight()).map(Flight::phase).hasValue(Flight.Phase.CANARY);
  }

  @Test
  void undoesWhenAConditionBreaks() {
    withRule();
    SimulatedWorkload cart = goingTo(4, "300m", "768Mi");
    cluster.steps(12);
    cluster.answer = new Answer.Measured(0.5, true);
    cluster.steps(3);
    assertThat(cluster.sizes(cart)).containsOnly(cart.original);
    assertThat(cluster.memory(cart).reason()).isEqualTo(Reason.ABORT_CONDITION);
  }

  private void withRule() {
    ApplySettings s = cluster.settings;
    cluster.settings =
        change(
            s,
            List.of(new ApplySettings.AbortRule("errors", "q", 0.02, Duration.ofMinutes(5))),
            s.dryRun(),
            s.whenInterrupted(),
            s.fallbackToRollout());
  }

  private static ApplySettings change(
      ApplySettings s,
      List<ApplySettings.AbortRule> rules,
      boolean dryRun,
      Interruption interruption,
      boolean fallback) {
    return new ApplySettings(
        s.strategy(),
        fallback,
        s.approvalRequired(),
        s.minimumConfidence(),
        s.window(),
        s.cooldown(),
        s.step(),
        s.maxInFlight(),
        s.watch(),
        rules,
        dryRun,
        interruption,
        s.takeOverFrom());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void undoesWhereCpuIsThrottledThatWasLowered(boolean lowered) {
    SimulatedWorkload cart = goingTo(1, lowered ? "300m" : "800m", "1Gi");
    cluster.steps(3);
    cart.throttled = true;
    cluster.steps(3);
    assertThat(cluster.sizes(cart)).containsOnly(lowered ? cart.original : sizes("800m", "1Gi"));
  }

  @Test
  void undoesWherePodsAreNotReadyForLong() {
    SimulatedWorkload cart = goingTo(1, "300m", "768Mi");
    cart.readinessBroken = true;
    cluster.steps(7);
    assertThat(cluster.sizes(cart)).containsOnly(sizes("300m", "768Mi"));
    cluster.steps(4);
    assertThat(cluster.sizes(cart)).containsOnly(cart.original);
    assertThat(cluster.memory(cart).newest())
        .map(AppliedChange::reason)
        .hasValue(Reason.PODS_NOT_READY);
  }

  @Test
  void takesAnotherPodFirstWhereTheFirstIsGone() {
    SimulatedWorkload cart = goingTo(3, "300m", "768Mi");
    cluster.steps(2);
    String first = cluster.memory(cart).flight().orElseThrow().canary().orElseThrow();
    cart.pods.removeIf(p -> p.name.equals(first));
    cluster.steps(TO_END);
    assertThat(cluster.sizes(cart)).hasSize(3).containsOnly(sizes("300m", "768Mi"));
    assertThat(cluster.memory(cart).state()).isEqualTo(ApplyState.APPLIED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 20, 50, 90})
  void resizesPodsThatAppear(int when) {
    SimulatedWorkload cart = goingTo(2, "300m", "768Mi");
    cluster.steps(when);
    cart.desired = 5;
    cluster.steps(TO_END);
    assertThat(cluster.sizes(cart)).hasSize(5).containsOnly(sizes("300m", "768Mi"));
    assertThat(cluster.memory(cart).state()).isEqualTo(ApplyState.APPLIED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 20, 50, 90})
  void goesOnAfterAnotherRelease(int when) {
    SimulatedWorkload cart = goingTo(3, "300m", "768Mi");
    cluster.steps(when);
    cart.release = "v2";
    cluster.steps(2 * TO_END);
    assertThat(cluster.sizes(cart)).hasSize(3).containsOnly(sizes("300m", "768Mi"));
    assertThat(cluster.memory(cart).state()).isEqualTo(ApplyState.APPLIED);
  }

  @Test
  void watchesAnotherReleaseAnew() {
    SimulatedWorkload cart = goingTo(1, "300m", "768Mi");
    cluster.steps(20);
    Flight before = cluster.memory(cart).flight().orElseThrow();
    cart.release = "v2";
    cluster.step();
    Flight after = cluster.memory(cart).flight().orElseThrow();
    assertThat(after.release()).isEqualTo("v2");
    assertThat(after.phaseSince()).isAfter(before.phaseSince());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 20, 90})
  void leavesATemplateAloneThatAPersonChanged(int when) {
    SimulatedWorkload cart = goingTo(2, "300m", "768Mi");
    cluster.steps(when);
    cart.template = sizes("700m", "2Gi");
    cart.recommended = sizes("700m", "2Gi");
    cluster.steps(TO_END);
    assertThat(cluster.sizes(cart)).containsOnly(sizes("700m", "2Gi"));
    assertThat(cluster.memory(cart).flight()).isEmpty();
    assertThat(cluster.memory(cart).inForce()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 8, 30, 90})
  void neverFightsAManagerThatTakesItBack(int when) {
    SimulatedWorkload cart = goingTo(3, "300m", "768Mi");
    cluster.steps(when);
    cart.reverts = true;
    cluster.steps(4);
    int writes = cluster.writes(cart);
    cluster.steps(TO_END);
    assertThat(cluster.writes(cart)).isEqualTo(writes).isLessThanOrEqualTo(4);
    assertThat(cluster.memory(cart).state()).isEqualTo(ApplyState.OWNED_BY_OTHER);
    assertThat(cluster.memory(cart).reason()).isEqualTo(Reason.REVERTED_BY_OWNER);
    assertThat(cluster.sizes(cart)).containsOnly(cart.original);
    cart.reverts = false;
    request(cart, new Requests(Optional.empty(), Optional.empty(), now(), false));
    cluster.steps(TO_END);
    assertThat(cluster.sizes(cart)).containsOnly(sizes("300m", "768Mi"));
  }

  private Optional<Instant> now() {
    return Optional.of(cluster.clock.instant());
  }

  private void request(SimulatedWorkload workload, Requests requests) {
    cluster.requests.put(workload.ref, requests);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8, 30, 90})
  void restoresWhatAPersonWantsBackAndDoesNotMakeItAgain(int when) {
    SimulatedWorkload cart = goingTo(3, "300m", "768Mi");
    cluster.steps(when);
    request(cart, new Requests(Optional.empty(), now(), Optional.empty(), false));
    cluster.steps(4);
    assertThat(cluster.sizes(cart)).containsOnly(cart.original);
    assertThat(cluster.memory(cart).reason()).isEqualTo(Reason.UNDO_REQUESTED);
    assertThat(cluster.memory(cart).undos()).isZero();
    cluster.steps(400);
    assertThat(cluster.sizes(cart)).containsOnly(cart.original);
    cart.recommended = sizes("310m", "768Mi");
    cluster.steps(TO_END);
    assertThat(cluster.sizes(cart)).containsOnly(cart.original);
    cart.recommended = sizes("800m", "768Mi");
    cluster.steps(TO_END);
    assertThat(cluster.sizes(cart)).containsOnly(sizes("800m", "768Mi"));
  }

  @Test
  void onlyAnswersAnUndoOfNothing() {
    SimulatedWorkload cart = cluster.add("cart", 2, "500m", "1Gi");
    request(cart, new Requests(Optional.empty(), now(), Optional.empty(), false));
    cluster.steps(3);
    assertThat(cluster.memory(cart).asked()).isEqualTo(Optional.of(SimulatedCluster.START));
    assertThat(cluster.memory(cart).flight()).isEmpty();
    assertThat(cluster.writes(cart)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"FINISH,2", "FINISH,8", "FINISH,20", "UNDO,2", "UNDO,8", "UNDO,20"})
  void endsWhatIsUnderWayWhenThePolicyGoes(Interruption how, int when) {
    ApplySettings s = cluster.settings;
    cluster.settings = change(s, List.of(), false, how, false);
    SimulatedWorkload cart = goingTo(3, "300m", "768Mi");
    cluster.steps(when);
    cluster.interrupted = Optional.of(new Cause(Reason.POLICY_STOPPED, "The policy is deleted"));
    cluster.steps(TO_END);
    assertThat(cluster.sizes(cart))
        .containsOnly(how == Interruption.UNDO ? cart.original : sizes("300m", "768Mi"));
    assertThat(cluster.memory(cart).flight()).isEmpty();
    int writes = cluster.writes(cart);
    cart.recommended = sizes("100m", "512Mi");
    cluster.steps(2 * TO_END);
    assertThat(cluster.writes(cart)).isEqualTo(writes);
  }

  @Test
  void writesNothingInADryRun() {
    ApplySettings s = cluster.settings;
    cluster.settings = change(s, List.of(), true, s.whenInterrupted(), false);
    SimulatedWorkload cart = goingTo(3, "300m", "768Mi");
    cluster.steps(TO_END);
    assertThat(cluster.writes(cart)).isZero();
    assertThat(cluster.memory(cart).state()).isEqualTo(ApplyState.READY);
    assertThat(cluster.memory(cart).reason()).isEqualTo(Reason.DRY_RUN_ONLY);
    assertThat(cluster.memory(cart).next()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 8, 20})
  void writesNothingWhileAllIsStopped(int when) {
    SimulatedWorkload cart = goingTo(4, "300m", "768Mi");
    cluster.steps(when);
    cluster.stopped = Optional.of("rightsizing-stop is there");
    int writes = cluster.writes(cart);
    cart.pods.get(0).restart("OOMKilled", cluster.clock.instant());
    cluster.steps(TO_END);
    assertThat(cluster.writes(cart)).isEqualTo(writes);
    assertThat(cluster.memory(cart).reason()).isEqualTo(Reason.APPLY_STOPPED);
  }

  @Test
  void goesNoFurtherWhilePausedButUndoesWhatIsBad() {
    SimulatedWorkload cart = goingTo(4, "300m", "768Mi");
    cluster.steps(6);
    request(cart, new Requests(Optional.empty(), Optional.empty(), Optional.empty(), true));
    cluster.step();
    int writes = cluster.writes(cart);
    cluster.steps(20);
    assertThat(cluster.writes(cart)).isEqualTo(writes);
    assertThat(cluster.memory(cart).reason()).isEqualTo(Reason.APPLY_PAUSED);
    cart.pods.stream()
        .filter(p -> !p.spec.equals(cart.original))
        .findFirst()
        .orElseThrow()
        .restart("OOMKilled", cluster.clock.instant());
    cluster.steps(4);
    assertThat(cluster.sizes(cart)).containsOnly(cart.original);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 8, 20, 30})
  void finishesAfterTheApiServerWasAway(int when) {
    SimulatedWorkload cart = goingTo(4, "300m", "768Mi");
    cluster.steps(when);
    cluster.apiAway = true;
    cluster.steps(10);
    cluster.apiAway = false;
    cluster.steps(TO_END);
    assertThat(cluster.sizes(cart)).containsOnly(sizes("300m", "768Mi"));
    assertThat(cluster.memory(cart).state()).isEqualTo(ApplyState.APPLIED);
  }

  @Test
  void undoesWhatIsRefusedHalfWay() {
    SimulatedWorkload cart = goingTo(4, "800m", "2Gi");
    cluster.steps(4);
    cluster.quotaFull = true;
    cluster.step();
    assertThat(cluster.memory(cart).flight()).map(Flight::phase).hasValue(Flight.Phase.UNDOING);
    cluster.quotaFull = false;
    cluster.steps(3);
    assertThat(cluster.sizes(cart)).containsOnly(cart.original);
    assertThat(cluster.memory(cart).reason()).isEqualTo(Reason.QUOTA_FULL);
  }

  @Test
  void doesNotBeginWhatTheApiServerWouldRefuse() {
    cluster.webhookRefuses = true;
    SimulatedWorkload cart = goingTo(4, "800m", "2Gi");
    cluster.steps(4);
    assertThat(cluster.memory(cart).reason()).isEqualTo(Reason.CHANGE_REFUSED);
    assertThat(cluster.memory(cart).verdicts())
        .singleElement()
        .satisfies(v -> assertThat(v.message()).contains("denied by a webhook"));
    assertThat(cluster.writes(cart)).isZero();
  }

  @Test
  void forgetsAWorkloadThatIsGone() {
    SimulatedWorkload cart = goingTo(4, "300m", "768Mi");
    cluster.steps(8);
    cluster.workloads.remove(cart.ref);
    cluster.steps(2);
    assertThat(cluster.memory(cart).flight()).isEmpty();
    assertThat(cluster.memory(cart).reason()).isEqualTo(Reason.NO_PODS);
  }

  @Test
  void endsAChangeOfAWorkloadThatIsScaledAway() {
    SimulatedWorkload cart = goingTo(2, "300m", "768Mi");
    cluster.steps(8);
    cart.desired = 0;
    cluster.steps(4);
    assertThat(cluster.memory(cart).newest())
        .hasValueSatisfying(
            c -> {
              assertThat(c.outcome()).isEqualTo(AppliedChange.Outcome.FAILED);
              assertThat(c.reason()).isEqualTo(Reason.NO_PODS);
            });
    assertThat(cluster.memory(cart).undos()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void changesTargetsWithTheRequests(boolean good) {
    cluster = new SimulatedCluster(new Guards(List.of()));
    cluster.targets =
        List.of(
            new TargetStep(
                "HorizontalPodAutoscaler", "cart", 0, Resource.CPU, Optional.empty(), 70, 88));
    SimulatedWorkload cart = goingTo(4, "300m", "1Gi");
    cluster.steps(4);
    assertThat(cart.target).as("while the first pod is tried").isEqualTo(70);
    cluster.step();
    assertThat(cart.target).as("with the second").isEqualTo(88);
    if (!good) {
      cart.pods.get(3).restart("OOMKilled", cluster.clock.instant());
      cluster.steps(2);
    } else {
      cluster.steps(TO_END);
    }
    assertThat(cart.target).isEqualTo(good ? 88 : 70);
  }

  @Test
  void givesTargetsBackWithTheRequests() {
    cluster = new SimulatedCluster(new Guards(List.of()));
    cluster.targets =
        List.of(
            new TargetStep(
                "HorizontalPodAutoscaler", "cart", 0, Resource.CPU, Optional.empty(), 70, 88));
    SimulatedWorkload cart = goingTo(4, "300m", "1Gi");
    cluster.steps(TO_END);
    assertThat(cart.target).isEqualTo(88);
    request(cart, new Requests(Optional.empty(), now(), Optional.empty(), false));
    cluster.steps(TO_END);
    assertThat(cart.target).isEqualTo(70);
  }

  @Test
  void changesTheTemplateAndWatches() {
    cluster.settings = SimulatedCluster.settings(ApplyStrategy.ROLLOUT);
    SimulatedWorkload cart = goingTo(3, "300m", "768Mi");
    cluster.steps(TO_END);
    assertThat(cart.template).isEqualTo(sizes("300m", "768Mi"));
    assertThat(cluster.memory(cart).state()).isEqualTo(ApplyState.APPLIED);
    assertThat(cluster.memory(cart).inForce()).isEmpty();
    assertThat(cluster.writes(cart)).isEqualTo(1);
    request(cart, new Requests(Optional.empty(), now(), Optional.empty(), false));
    cluster.steps(TO_END);
    assertThat(cart.template).isEqualTo(cart.original);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void givesTheTemplateItsSizesBack(boolean stuck) {
    cluster.settings = SimulatedCluster.settings(ApplyStrategy.ROLLOUT);
    SimulatedWorkload cart = goingTo(3, "300m", "768Mi");
    cart.rolloutStuck = stuck;
    cart.readinessBroken = !stuck;
    cluster.steps(50);
    cart.rolloutStuck = false;
    assertThat(cart.template).isEqualTo(cart.original);
    assertThat(cluster.memory(cart).newest())
        .map(AppliedChange::reason)
        .hasValue(stuck ? Reason.ROLLOUT_STUCK : Reason.PODS_NOT_READY);
  }

  @Test
  void leavesATemplateAloneThatAnotherManagerOwns() {
    cluster.settings = SimulatedCluster.settings(ApplyStrategy.ROLLOUT);
    SimulatedWorkload cart = goingTo(3, "300m", "768Mi");
    cart.templateOwned = true;
    cluster.steps(TO_END);
    assertThat(cart.template).isEqualTo(cart.original);
    assertThat(cluster.memory(cart).state()).isEqualTo(ApplyState.OWNED_BY_OTHER);
    assertThat(cluster.memory(cart).reason()).isEqualTo(Reason.FIELD_OWNED_BY_OTHER);
    assertThat(cluster.memory(cart).message()).contains("argocd");
  }

  @Test
  void neverFightsAManagerThatTakesTheTemplateBack() {
    cluster.settings = SimulatedCluster.settings(ApplyStrategy.ROLLOUT);
    SimulatedWorkload cart = goingTo(3, "300m", "768Mi");
    cluster.steps(20);
    assertThat(cluster.memory(cart).state()).isEqualTo(ApplyState.WATCHING);
    cart.template = cart.original;
    cluster.steps(TO_END);
    assertThat(cart.template).isEqualTo(cart.original);
    assertThat(cluster.memory(cart).state()).isEqualTo(ApplyState.OWNED_BY_OTHER);
    assertThat(cluster.writes(cart)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fallsBackToARollOutOnlyWhereThePolicySaysSo(boolean fallback) {
    ApplySettings s = cluster.settings;
    cluster.settings = change(s, List.of(), false, s.whenInterrupted(), fallback);
    SimulatedWorkload cart = goingTo(2, "300m", "768Mi");
    cart.kubelet = Kubelet.INFEASIBLE;
    cluster.steps(2 * TO_END);
    assertThat(cart.template).isEqualTo(fallback ? sizes("300m", "768Mi") : cart.original);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fallsBackWhereTheApiServerSaysThatItCannotBeInPlace(boolean fallback) {
    ApplySettings s = cluster.settings;
    cluster.settings = change(s, List.of(), false, s.whenInterrupted(), fallback);
    cluster.neverInPlace = true;
    SimulatedWorkload cart = goingTo(2, "300m", "768Mi");
    cluster.step();
    assertThat(cluster.memory(cart).verdicts())
        .singleElement()
        .satisfies(v -> assertThat(v.message()).contains("QOS class"));
    cluster.steps(2 * TO_END);
    assertThat(cart.template).isEqualTo(fallback ? sizes("300m", "768Mi") : cart.original);
    assertThat(cluster.memory(cart).state())
        .isEqualTo(fallback ? ApplyState.APPLIED : ApplyState.HELD);
  }

  @Test
  void beginsWhatAPersonAsksForAndAnswers() {
    SimulatedWorkload cart = goingTo(2, "300m", "768Mi");
    request(cart, new Requests(now(), Optional.empty(), Optional.empty(), false));
    cluster.step();
    assertThat(cluster.memory(cart).flight())
        .map(Flight::by)
        .hasValue("rightsizing.dev/apply-once");
    assertThat(cluster.memory(cart).asked()).hasValue(SimulatedCluster.START);
  }

  @Test
  void joinsTheNextRollOutAndStartsNone() {
    cluster.settings = SimulatedCluster.settings(ApplyStrategy.ON_NEXT_ROLLOUT);
    SimulatedWorkload cart = goingTo(6, "300m", "768Mi");
    cluster.steps(TO_END);
    assertThat(cluster.writes(cart)).isZero();
    assertThat(cluster.memory(cart).reason()).isEqualTo(Reason.WAITING_FOR_ROLLOUT);
    cart.release = "v2";
    cart.tick(cluster.clock.instant());
    cluster.steps(TO_END);
    assertThat(cluster.sizes(cart)).hasSize(6).containsOnly(sizes("300m", "768Mi"));
    assertThat(cluster.memory(cart).state()).isEqualTo(ApplyState.APPLIED);
  }

  @Test
  void leavesAWorkloadAloneThatCannotBeUndoneAndSaysWhatToRestore() {
    SimulatedWorkload cart = goingTo(2, "300m", "768Mi");
    cluster.steps(4);
    cart.pods.get(1).restart("OOMKilled", cluster.clock.instant());
    cluster.webhookRefuses = true;
    cluster.steps(250);
    assertThat(cluster.memory(cart).state()).isEqualTo(ApplyState.GIVEN_UP);
    assertThat(cluster.memory(cart).message())
        .contains("denied by a webhook", "app cpu 300m/- to 500m/-", "rightsize resume");
    int writes = cluster.writes(cart);
    cluster.webhookRefuses = false;
    cluster.steps(TO_END);
    assertThat(cluster.writes(cart)).isEqualTo(writes);
  }

  @Test
  void keepsAPersonsRequestForOneStepNoLongerThanAnHour() {
    SimulatedWorkload cart = goingTo(2, "300m", "768Mi");
    cluster.stopped = Optional.of("stop");
    request(cart, new Requests(now(), Optional.empty(), Optional.empty(), false));
    cluster.steps(250);
    cluster.stopped = Optional.empty();
    cluster.step();
    assertThat(cluster.memory(cart).flight()).map(Flight::by).hasValue("policy");
  }

  @Test
  void doesNotWriteItsStatusAgainWithoutNews() {
    SimulatedWorkload cart = goingTo(2, "300m", "768Mi");
    cluster.steps(TO_END);
    int calls = cluster.calls;
    cluster.steps(20);
    assertThat(cluster.calls).isEqualTo(calls);
    cart.desired = 3;
    cluster.step();
    cluster.quotaFull = true;
    cluster.steps(2);
    assertThat(cluster.memory(cart).verdicts())
        .singleElement()
        .satisfies(v -> assertThat(v.message()).contains("New pods keep", "exceeded quota"));
    calls = cluster.calls;
    cluster.steps(20);
    assertThat(cluster.calls - calls).as("one try a pass, and no write of status").isEqualTo(20);
    cluster.quotaFull = false;
    cluster.steps(2);
    assertThat(cluster.sizes(cart)).containsOnly(sizes("300m", "768Mi"));
    assertThat(cluster.memory(cart).verdicts()).isEmpty();
  }

  @Test
  void goesBackOneChangeWithEachRequest() {
    SimulatedWorkload cart = goingTo(2, "400m", "1Gi");
    cluster.steps(TO_END);
    cart.recommended = sizes("300m", "1Gi");
    cluster.steps(TO_END);
    assertThat(cluster.sizes(cart)).containsOnly(sizes("300m", "1Gi"));
    request(cart, new Requests(Optional.empty(), now(), Optional.empty(), false));
    cluster.steps(TO_END);
    assertThat(cluster.sizes(cart)).containsOnly(sizes("400m", "1Gi"));
    cart.desired = 3;
    cluster.steps(3);
    assertThat(cluster.sizes(cart)).hasSize(3).containsOnly(sizes("400m", "1Gi"));
    request(cart, new Requests(Optional.empty(), now(), Optional.empty(), false));
    cluster.steps(TO_END);
    assertThat(cluster.sizes(cart)).containsOnly(cart.original);
    assertThat(cluster.memory(cart).inForce()).isEmpty();
    assertThat(cluster.memory(cart).message()).contains("rightsize resume");
    request(cart, new Requests(now(), Optional.empty(), Optional.empty(), false));
    cluster.steps(TO_END);
    assertThat(cluster.sizes(cart)).as("once, although taken back").containsOnly(cart.recommended);
  }

  @Test
  void undoesAResizeToTheTemplatesOwnSizesInPlace() {
    SimulatedWorkload cart = goingTo(2, "400m", "1Gi");
    cluster.steps(TO_END);
    cart.recommended = sizes("500m", "1Gi");
    cluster.steps(TO_END);
    assertThat(cluster.memory(cart).inForce()).isEmpty();
    request(cart, new Requests(Optional.empty(), now(), Optional.empty(), false));
    cluster.steps(TO_END);
    assertThat(cart.template).isEqualTo(cart.original);
    assertThat(cluster.sizes(cart)).containsOnly(sizes("400m", "1Gi"));
  }
}
