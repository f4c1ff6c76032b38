// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.apply.LiveUsage;
import dev.rightsizing.apply.LiveUsage.Answer;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.ApplySettings.AbortRule;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.PolicyReader;
import dev.rightsizing.reconcile.risk.QueryPermission;
import dev.rightsizing.reconcile.steps.UsageSourceResolver;
import dev.rightsizing.testkit.FakeUsageSource;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSources;
import dev.rightsizing.usage.risk.NamedQuery;
import dev.rightsizing.usage.risk.WorkingSets;
import dev.rightsizing.workload.ClusterView;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the conditions of spec.apply.abortWhen say. */
class UsageReaderTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:20:00Z");
  private static final AbortRule RULE =
      new AbortRule("errors", "errors", 0.02, Duration.ofMinutes(5));

  private final FakeUsageSource usage = new FakeUsageSource();

  private static Policy policy() throws Exception {
    return new PolicyReader()
        .read(
            Serialization.unmarshal(
                "metadata: {namespace: shop, name: p}\nspec: {mode: Apply}",
                RightSizingPolicy.class));
  }

  private Answer ask(UsageSources sources, String ownNamespace) throws Exception {
    UsageReader reader =
        new UsageReader(
            new UsageSourceResolver(null, sources),
            new WorkingSets(CollectorSettings.of(1000, 1)),
            new QueryPermission(ownNamespace, sources));
    ClusterView view =
        new ClusterView(
            List.of(), List.of(), (ns, pod) -> Optional.empty(), Map.of(), List.of(), Set.of());
    LiveUsage read = reader.read(policy(), view, List.of(), List.of(RULE), Set.of("shop"), NOW);
    return read.ask(RULE);
  }

  private static ToDoubleFunction<Instant> minutes(String values) {
    double[] ago = Arrays.stream(values.split(" ")).mapToDouble(Double::valueOf).toArray();
    return at -> {
      int minutes = (int) Duration.between(at, NOW).toMinutes();
      return minutes < ago.length ? ago[minutes] : 0;
    };
  }

  @ParameterizedTest
  @CsvSource({
    // The current value, that of one minute earlier, and so on.
    "0.05 0.05 0.05 0.05 0.05 0.05, true,  6",
    "0.05 0.05 0.05 0.05 0.05 0.01, false, 6",
    "0.05 0.02 0.05 0.05 0.05 0.05, false, 2",
    "0.01 0.05 0.05 0.05 0.05 0.05, false, 1",
  })
  void aConditionMustHaveHeldAllTheTime(String values, boolean broken, int queries)
      throws Exception {
    usage.named("errors", Map.of(), minutes(values));

    Answer answer = ask(request -> usage, "shop");

    assertThat(answer)
        .isEqualTo(new Answer.Measured(Double.parseDouble(values.split(" ")[0]), broken));
    assertThat(usage.namedQueries()).hasSize(queries);
    assertThat(usage.namedQueries()).extracting(NamedQuery::text).containsOnly("errors");
  }

  @Test
  void theGreatestOfAllSeriesCounts() throws Exception {
    usage.named("errors", Map.of("pod", "a"), t -> 0.01);
    usage.named("errors", Map.of("pod", "b"), t -> 0.5);
    usage.named("errors", Map.of("pod", "c"), t -> Double.NaN);

    assertThat(ask(request -> usage, "shop")).isEqualTo(new Answer.Measured(0.5, true));
  }

  @Test
  void noValueIsNoGoodNews() throws Exception {
    assertThat(ask(request -> usage, "shop")).isEqualTo(new Answer.Unknown("it has no value"));
  }

  @Test
  void aValueThatIsMissingInThePastIsUnknown() throws Exception {
    usage.named("errors", Map.of(), at -> at.isBefore(NOW.minusSeconds(90)) ? Double.NaN : 1);

    assertThat(ask(request -> usage, "shop"))
        .isEqualTo(new Answer.Unknown("it has no value of 2m ago"));
  }

  @Test
  void aTenantWithoutPermissionSendsNothing() throws Exception {
    usage.named("errors", Map.of(), t -> 1);

    assertThat(ask(request -> usage, "rightsizing-system"))
        .isEqualTo(new Answer.Unknown(Reason.QUERY_NOT_ALLOWED.sentence()));
    assertThat(usage.namedQueries()).isEmpty();
  }

  @Test
  void aSourceThatIsAwayIsUnknown() throws Exception {
    Answer answer =
        ask(
            request -> {
              throw new UsageException(Reason.SOURCE_UNREACHABLE, "gone");
            },
            "shop");

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Unknown.class, unknown -> assertThat(unknown.why()).contains("gone"));
  }
}
