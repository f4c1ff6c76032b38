// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.telemetry.trace.Attributes;
import dev.rightsizing.testkit.FakeUsageSource;
import dev.rightsizing.testkit.RecordedSteps;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageQuery;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.UsageSources;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TracedUsageSourcesTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private final RecordedSteps steps = new RecordedSteps();
  private final FakeUsageSource real = new FakeUsageSource();

  private static SourceRequest request() {
    return new SourceRequest(
        new PolicyRef("a", "web"), Optional.empty(), Optional.empty(), Map.of());
  }

  private static UsageQuery query() {
    return new UsageQuery(
        Resource.CPU,
        new TreeSet<>(List.of("a")),
        AT.minus(Duration.ofHours(1)),
        AT,
        Duration.ofMinutes(5));
  }

  private UsageSource traced() throws UsageException {
    return new TracedUsageSources(request -> real, steps).source(request());
  }

  @Test
  void aReadIsAStepWithItsFiguresAndWithoutTheQuery() throws Exception {
    traced().read(query(), (key, times, values, count) -> {});

    assertThat(steps.ended())
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.name()).isEqualTo("query");
              assertThat(step.attributes())
                  .containsEntry(Attributes.NAMESPACE, "a")
                  .containsKeys(Attributes.READ, Attributes.SAMPLES, Attributes.BYTES);
              assertThat(step.attributes().values()).noneMatch(v -> v.toString().contains("rate("));
              assertThat(step.failure()).isEmpty();
            });
  }

  @Test
  void aReadThatFailsNamesItsReason() throws Exception {
    real.failFrom(Instant.EPOCH, Reason.SOURCE_UNREACHABLE);
    UsageSource traced = traced();

    assertThatThrownBy(() -> traced.read(query(), (key, times, values, count) -> {}))
        .isInstanceOf(UsageException.class);

    assertThat(steps.ended())
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.failure()).contains(Reason.SOURCE_UNREACHABLE.text());
              assertThat(step.attributes())
                  .containsEntry(Attributes.OUTCOME, Reason.SOURCE_UNREACHABLE.text())
                  .containsOnlyKeys(Attributes.READ, Attributes.NAMESPACE, Attributes.OUTCOME);
            });
  }

  /** What was read is kept by source, so that a policy must find its own again. */
  @Test
  void theSameSourceIsTheSameWithStepsToo() throws Exception {
    assertThat(traced()).isEqualTo(traced()).hasSameHashCodeAs(traced());
  }

  /** A method that has a default would otherwise answer in place of the source. */
  @Test
  void everyMethodIsPassedOn() {
    assertThat(Arrays.stream(UsageSource.class.getMethods()).map(Method::getName))
        .allSatisfy(
            name ->
                assertThat(
                        Arrays.stream(TracedUsageSource.class.getDeclaredMethods())
                            .map(Method::getName))
                    .contains(name));
    assertThat(Arrays.stream(UsageSources.class.getMethods()).map(Method::getName))
        .allSatisfy(
            name ->
                assertThat(
                        Arrays.stream(TracedUsageSources.class.getDeclaredMethods())
                            .map(Method::getName))
                    .contains(name));
  }
}
