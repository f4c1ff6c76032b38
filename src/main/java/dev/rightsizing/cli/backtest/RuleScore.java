// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.backtest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.rightsizing.model.Resource;
import dev.rightsizing.sizing.backtest.Figures;
import java.util.Locale;

/** A line of the table: what a rule reached on one resource; shares in percent. */
@JsonPropertyOrder({
  "resource",
  "rule",
  "seriesDays",
  "slack95Percent",
  "samplesOverPercent",
  "daysOverPercent",
  "changesPerDay",
  "uncovered"
})
record RuleScore(@JsonIgnore Resource of, String rule, @JsonIgnore Figures figures) {

  public String resource() {
    return of.key();
  }

  public String slack95Percent() {
    return text("%.1f", 100 * figures.slack95Mean());
  }

  public String samplesOverPercent() {
    return text("%.3f", 100 * figures.samplesOver());
  }

  public String daysOverPercent() {
    return text("%.2f", 100 * figures.daysOver());
  }

  public String changesPerDay() {
    return text("%.2f", figures.changesPerDay());
  }

  public int seriesDays() {
    return figures.seriesDays();
  }

  public int uncovered() {
    return figures.uncovered();
  }

  private static String text(String format, double figure) {
    return String.format(Locale.ROOT, format, figure);
  }
}
