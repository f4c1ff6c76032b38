// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rightsizing.api.v1alpha1.policy.apply.ApplyRule;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.apply.ApplySettings;
import dev.rightsizing.model.apply.ApplySettings.AbortRule;
import dev.rightsizing.model.apply.ApplySettings.Interruption;
import dev.rightsizing.model.apply.ApplySettings.StepLimits;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.MaintenanceWindow;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplySettingsReaderTest {
  private final ApplySettingsReader reader = new ApplySettingsReader();

  private Optional<ApplySettings> read(String yaml) {
    return reader.read(Serialization.unmarshal("---\n" + yaml, ApplyRule.class));
  }

  @Test
  void aPolicyWithoutApplyHasNoSettings() {
    assertThat(reader.read(null)).isEmpty();
  }

  @Test
  void anEmptyRuleGetsEveryDefault() {
    assertThat(read("{}"))
        .hasValue(
            new ApplySettings(
                ApplyStrategy.IN_PLACE,
                false,
                true,
                Confidence.Level.HIGH,
                Optional.empty(),
                Duration.ofHours(24),
                new StepLimits(30, 100),
                1,
                Duration.ofMinutes(30),
                List.of(),
                false,
                Interruption.UNDO,
                Set.of()));
  }

  @Test
  void readsEveryField() {
    assertThat(
            read(
                """
                strategy: OnNextRollout
                fallback: Rollout
                approval: None
                minimumConfidence: Medium
                window: {days: [Mon, Sun], from: "22:30", to: "05:00", timeZone: Europe/Berlin}
                cooldown: 2h
                step: {downPercent: 10, upPercent: 50}
                maxInFlight: 3
                watch: 10m
                abortWhen: [{name: errors, query: "x > 1", above: "0.02", for: 2m}]
                dryRun: true
                whenInterrupted: Finish
                takeOverFrom: [kubectl-client-side-apply]
                """))
        .hasValue(
            new ApplySettings(
                ApplyStrategy.ON_NEXT_ROLLOUT,
                true,
                false,
                Confidence.Level.MEDIUM,
                Optional.of(
                    new MaintenanceWindow(
                        Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
                        LocalTime.of(22, 30),
                        LocalTime.of(5, 0),
                        ZoneId.of("Europe/Berlin"))),
                Duration.ofHours(2),
                new StepLimits(10, 50),
                3,
                Duration.ofMinutes(10),
                List.of(new AbortRule("errors", "x > 1", 0.02, Duration.ofMinutes(2))),
                true,
                Interruption.FINISH,
                Set.of("kubectl-client-side-apply")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{window: {from: '02:00', to: '03:00', timeZone: Europe/Berlim}} | apply.window.timeZone",
        "{window: {from: '25:00', to: '03:00'}}                         | apply.window.from",
        "{window: {from: '02:00'}}                                      | apply.window.to",
        "{cooldown: soon}                                               | apply.cooldown",
        "{watch: never}                                                 | apply.watch",
        "{step: {downPercent: 0}}                                       | apply.step.downPercent",
        "{step: {upPercent: 0}}                                         | apply.step.upPercent",
        "{maxInFlight: 0}                                               | apply.maxInFlight",
        "{abortWhen: [{query: x, above: '1'}]}                          | apply.abortWhen[].name",
        "{abortWhen: [{name: a, query: '', above: '1'}]}                | apply.abortWhen[a].query",
        "{abortWhen: [{name: a, query: x, above: '-1'}]}                | apply.abortWhen[a].above",
        "{abortWhen: [{name: a, query: x, above: '1', for: x}]}         | apply.abortWhen[a].for",
        "{abortWhen: [{name: a, query: x, above: '1'}, {name: a, query: y, above: '1'}]} | used twice",
      })
  void anErrorNamesTheField(String yaml, String field) {
    assertThatIllegalArgumentException().isThrownBy(() -> read(yaml)).withMessageContaining(field);
  }
}
