// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How scores can be written. */
enum ScoreFormat {
  TABLE(ScoreFormat::table),
  MARKDOWN(ScoreFormat::markdown),
  JSON(ScoreFormat::json);

  private static final List<Heading> HEADINGS =
      List.of(
          new Heading("resource", HorizontalAlign.LEFT, RuleScore::resource),
          new Heading("rule", HorizontalAlign.LEFT, RuleScore::rule),
          new Heading("waste95", HorizontalAlign.RIGHT, score -> score.waste95Percent() + " %"),
          new Heading("slack95", HorizontalAlign.RIGHT, score -> score.slack95Percent() + " %"),
          new Heading(
              "samples over", HorizontalAlign.RIGHT, score -> score.samplesOverPercent() + " %"),
          new Heading("days over", HorizontalAlign.RIGHT, score -> score.daysOverPercent() + " %"),
          new Heading("changes/day", HorizontalAlign.RIGHT, s -> s.changesPerDay().toString()),
          new Heading("days", HorizontalAlign.RIGHT, score -> String.valueOf(score.seriesDays())),
          new Heading(
              "uncovered", HorizontalAlign.RIGHT, score -> String.valueOf(score.uncovered())));

  private final Function<List<RuleScore>, String> text;

  ScoreFormat(Function<List<RuleScore>, String> text) {
    this.text = text;
  }

  void write(List<RuleScore> scores, PrintWriter out) {
    out.println(text.apply(scores));
    out.flush();
  }

  private static String table(List<RuleScore> scores) {
    List<ColumnData<RuleScore>> columns =
        HEADINGS.stream()
            .map(
                heading ->
                    new Column()
                        .header(heading.name().toUpperCase(java.util.Locale.ROOT))
                        .headerAlign(heading.align())
                        .dataAlign(heading.align())
                        .with(heading.value()))
            .collect(Collectors.toList());
    return AsciiTable.getTable(AsciiTable.NO_BORDERS, scores, columns);
  }

  private static String markdown(List<RuleScore> scores) {
    StringBuilder text = new StringBuilder();
    HEADINGS.forEach(heading -> text.append("| ").append(heading.name()).append(' '));
    text.append("|\n");
    HEADINGS.forEach(h -> text.append(h.align() == HorizontalAlign.LEFT ? "|---" : "|---:"));
    text.append('|');
    for (RuleScore score : scores) {
      text.append('\n');
      HEADINGS.forEach(h -> text.append("| ").append(h.value().apply(score)).append(' '));
      text.append('|');
    }
    return text.toString();
  }

  private static String json(List<RuleScore> scores) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(scores);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("scores cannot be written as JSON", e);
    }
  }

  private record Heading(String name, HorizontalAlign align, Function<RuleScore, String> value) {}
}
