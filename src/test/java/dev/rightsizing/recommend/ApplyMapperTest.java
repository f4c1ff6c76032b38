// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.apply.WorkloadApplyStatus;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.AppliedChange;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplySettings.Interruption;
import dev.rightsizing.model.apply.ApplyState;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.ApplyVerdict;
import dev.rightsizing.model.apply.Cause;
import dev.rightsizing.model.apply.Flight;
import dev.rightsizing.model.apply.InForce;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ApplyMapperTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:20:30Z");

  private final ApplyMapper mapper = new ApplyMapper();

  /** A memory with every field present or not, by chance. */
  private record Chance(Random random) {
    private <T> Optional<T> maybe(Supplier<T> value) {
      return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> T of(T[] values) {
      return values[random.nextInt(values.length)];
    }

    private <T> List<T> some(int most, Supplier<T> value) {
      return Stream.generate(value).limit(random.nextInt(most + 1)).toList();
    }

    private String text() {
      return "text " + random.nextInt(1000);
    }

    private Instant time() {
      return Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100_000_000));
    }

    private Size size(Resource resource) {
      Supplier<Amount> amount =
          () ->
              resource == Resource.CPU
                  ? Amount.cores((1 + random.nextInt(64_000)) / 1000.0)
                  : Amount.bytes(1 + random.nextLong(1L << 37));
      return new Size(maybe(amount), maybe(amount));
    }

    private List<SizeStep> steps() {
      List<SizeStep> steps = new ArrayList<>();
      ContainerRole[] roles = {ContainerRole.MAIN, ContainerRole.INIT, ContainerRole.SIDECAR};
      for (int i = random.nextInt(4); i > 0; i--) {
        ContainerRole role = of(roles);
        for (Resource resource : Resource.values()) {
          if (random.nextInt(3) > 0) {
            steps.add(new SizeStep("c" + i, role, resource, size(resource), size(resource)));
          }
        }
      }
      return steps;
    }

    private List<TargetStep> targets() {
      return some(
          3,
          () ->
              new TargetStep(
                  "HorizontalPodAutoscaler",
                  "h" + random.nextInt(9),
                  random.nextInt(4),
                  of(Resource.values()),
                  maybe(() -> "app"),
                  random.nextInt(100),
                  random.nextInt(100)));
    }

    private Flight flight() {
      return new Flight(
          "f" + random.nextInt(100),
          of(Flight.Phase.values()),
          of(ApplyStrategy.values()),
          steps(),
          targets(),
          time(),
          time(),
          maybe(() -> "pod-1"),
          "r" + random.nextInt(100),
          "t" + random.nextInt(100),
          text(),
          of(Interruption.values()),
          maybe(() -> new Cause(of(Reason.values()), text())));
    }

    private ApplyMemory memory() {
      ApplyVerdict.Result[] results = {
        ApplyVerdict.Result.SHRINK, ApplyVerdict.Result.HOLD, ApplyVerdict.Result.REFUSE
      };
      return new ApplyMemory(
          of(ApplyState.values()),
          of(Reason.values()),
          text(),
          time(),
          steps(),
          some(
              4,
              () ->
                  new ApplyVerdict(
                      "Guard" + random.nextInt(9),
                      of(results),
                      of(Reason.values()),
                      text(),
                      maybe(this::time))),
          maybe(this::flight),
          maybe(() -> new InForce(steps(), "t" + random.nextInt(100), time())),
          random.nextInt(4),
          maybe(this::time),
          "r" + random.nextInt(100),
          maybe(this::time),
          maybe(this::time),
          some(
              ApplyMemory.HISTORY,
              () ->
                  new AppliedChange(
                      time(),
                      steps(),
                      targets(),
                      of(Reason.values()),
                      text(),
                      text(),
                      of(AppliedChange.Outcome.values()))));
    }
  }

  static Stream<ApplyMemory> memories() {
    return IntStream.range(0, 300).mapToObj(seed -> new Chance(new Random(seed)).memory());
  }

  @ParameterizedTest
  @MethodSource("memories")
  void whatIsWrittenIsReadAgain(ApplyMemory memory) {
    RecommendationStatus status = new RecommendationStatus();
    status.setApply(
        Serialization.unmarshal(
            Serialization.asJson(mapper.write(memory)), WorkloadApplyStatus.class));

    ApplyMapper.Remembered read = mapper.read(status, NOW);

    assertThat(read.unreadable()).isEmpty();
    assertThat(read.memory()).isEqualTo(memory);
    assertThat(Serialization.asJson(mapper.write(read.memory())))
        .isEqualTo(Serialization.asJson(status.getApply()));
  }

  @Test
  void aWorkloadThatWasNeverChangedBeginsWithNothing() {
    assertThat(mapper.read(null, NOW))
        .isEqualTo(new ApplyMapper.Remembered(ApplyMemory.first(NOW), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                       | state",
        "{state: Applying, flight: {id: f, phase: Pods}}          | flight",
        "{state: Applying, flight: {id: f, phase: Pods, sizes: [], strategy: InPlace}} | time",
        "{state: Applying, flight: {id: f, phase: Pods, sizes: [], strategy: Jump}} | Jump",
        "{state: Applying, flight: {id: f, phase: Pods, sizes: [{name: a, cpu: {request: x, from: {}}}], strategy: InPlace}} | x",
        "{state: Applying, flight: {id: f, phase: Pods, sizes: [{name: a, cpu: {request: '1'}}], strategy: InPlace}} | before",
        "{state: Held, notBefore: tomorrow}                       | tomorrow",
        "{state: Held, inForce: {sizes: []}}                      | time",
      })
  void whatCannotBeReadIsHeldAndNeverForgotten(String yaml, String why) {
    RecommendationStatus status = new RecommendationStatus();
    status.setApply(Serialization.unmarshal("---\n" + yaml, WorkloadApplyStatus.class));

    ApplyMapper.Remembered read = mapper.read(status, NOW);

    assertThat(read.unreadable()).hasValueSatisfying(text -> assertThat(text).contains(why));
    assertThat(read.memory().state()).isEqualTo(ApplyState.HELD);
    assertThat(read.memory().message()).contains("mend it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{state: Held, reason: FromTheFuture}",
        "{state: Held, verdicts: [{guard: A, result: Hold, reason: X, until: soon}]}",
        "{state: Held, history: [{outcome: Applied, at: then}]}",
        "{state: Held, since: '2026-03-04T11:20:30.123+01:00'}",
      })
  void whatIsForPeopleAloneIsReadAsFarAsItCanBe(String yaml) {
    RecommendationStatus status = new RecommendationStatus();
    status.setApply(Serialization.unmarshal("---\n" + yaml, WorkloadApplyStatus.class));

    ApplyMapper.Remembered read = mapper.read(status, NOW);

    assertThat(read.unreadable()).isEmpty();
    assertThat(read.memory().since()).isEqualTo(NOW);
    assertThat(read.memory().history()).isEmpty();
  }
}
