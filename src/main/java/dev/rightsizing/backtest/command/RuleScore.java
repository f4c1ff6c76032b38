// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.command;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.rightsizing.backtest.BacktestSummary;
import dev.rightsizing.model.Resource;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A line of the table: what a rule reached on one resource; shares in percent. */
@JsonPropertyOrder({
  "resource",
  "rule",
  "waste95Percent",
  "slack95Percent",
  "samplesOverPercent",
  "daysOverPercent",
  "changesPerDay",
  "seriesDays",
  "uncovered"
})
record RuleScore(
    @JsonIgnore Resource of,
    @JsonProperty("rule") String rule,
    @JsonIgnore BacktestSummary figures) {

  @JsonProperty("resource")
  String resource() {
    return of.key();
  }

  @JsonProperty("waste95Percent")
  BigDecimal waste95Percent() {
    return rounded(100 * figures.waste95Mean(), 1);
  }

  @JsonProperty("slack95Percent")
  BigDecimal slack95Percent() {
    return rounded(100 * figures.slack95Mean(), 1);
  }

  @JsonProperty("samplesOverPercent")
  BigDecimal samplesOverPercent() {
    return rounded(100 * figures.samplesOver(), 3);
  }

  @JsonProperty("daysOverPercent")
  BigDecimal daysOverPercent() {
    return rounded(100 * figures.daysOver(), 2);
  }

  @JsonProperty("changesPerDay")
  BigDecimal changesPerDay() {
    return rounded(figures.changesPerDay(), 2);
  }

  @JsonProperty("seriesDays")
  int seriesDays() {
    return figures.seriesDays();
  }

  @JsonProperty("uncovered")
  int uncovered() {
    return figures.uncovered();
  }

  /** Without a day that could be scored there is no figure: 0 of 0 days. */
  private static BigDecimal rounded(double figure, int digits) {
    double known = Double.isFinite(figure) ? figure : 0;
    return BigDecimal.valueOf(known).setScale(digits, RoundingMode.HALF_UP);
  }
}
