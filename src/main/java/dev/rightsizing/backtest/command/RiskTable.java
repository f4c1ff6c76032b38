// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A table of figures about alarms.
 *
 * @param texts how many columns from the left hold words, not figures
 */
record RiskTable(String title, int texts, List<String> headings, List<List<String>> rows) {

  static void write(List<RiskTable> tables, ScoreFormat format, PrintWriter out) {
    switch (format) {
      case TABLE -> tables.forEach(t -> out.println(t.title() + "\n" + t.plain() + "\n"));
      case MARKDOWN -> tables.forEach(t -> out.println("**" + t.title() + "**\n\n" + t.markdown()));
      case JSON -> out.println(json(tables));
    }
    out.flush();
  }

  private String plain() {
    List<ColumnData<List<String>>> columns = new ArrayList<>();
    for (int i = 0; i < headings.size(); i++) {
      int column = i;
      HorizontalAlign align = i < texts ? HorizontalAlign.LEFT : HorizontalAlign.RIGHT;
      columns.add(
          new Column()
              .header(headings.get(i).toUpperCase(Locale.ROOT))
              .headerAlign(align)
              .dataAlign(align)
              .with(row -> row.get(column)));
    }
    return AsciiTable.getTable(AsciiTable.NO_BORDERS, rows, columns);
  }

  private String markdown() {
    StringBuilder text = new StringBuilder(line(headings)).append('\n');
    IntStream.range(0, headings.size()).forEach(i -> text.append(i < texts ? "|---" : "|---:"));
    text.append("|\n");
    rows.forEach(row -> text.append(line(row)).append('\n'));
    return text.toString();
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String json(List<RiskTable> tables) {
    Map<String, List<Map<String, String>>> all = new LinkedHashMap<>();
    for (RiskTable table : tables) {
      all.put(table.title(), table.rows().stream().map(table::named).toList());
    }
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("tables cannot be written as JSON", e);
    }
  }

  private Map<String, String> named(List<String> row) {
    Map<String, String> cells = new LinkedHashMap<>();
    IntStream.range(0, row.size()).forEach(i -> cells.put(headings.get(i), row.get(i)));
    return cells;
  }
}
