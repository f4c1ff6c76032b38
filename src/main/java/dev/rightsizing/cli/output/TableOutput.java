// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table for a terminal, laid out as kubectl does it. */
final class TableOutput implements ReportOutput {
  private static final int WIDEST = 400;

  private final List<Columns<Row>> columns;

  TableOutput(boolean wide) {
    this.columns = new ArrayList<>(Columns.SHORT);
    if (wide) {
      columns.addAll(Columns.WIDE);
    }
  }

  @Override
  public void write(Report report, PrintWriter out) {
    print(report.containers(), columns, out);
    if (!report.quotas().isEmpty()) {
      out.println();
      print(report.quotas(), Columns.QUOTA, out);
      out.println();
    }
    out.println(Columns.totals(report.totals()));
    report.notes().forEach(out::println);
  }

  private static <T> void print(List<T> rows, List<Columns<T>> columns, PrintWriter out) {
    List<ColumnData<T>> layout = new ArrayList<>();
    for (Columns<T> column : columns) {
      layout.add(
          new Column()
              .header(column.name())
              .headerAlign(HorizontalAlign.LEFT)
              .dataAlign(HorizontalAlign.LEFT)
              .maxWidth(WIDEST, OverflowBehaviour.NEWLINE)
              .with(column.value()));
    }
    if (!rows.isEmpty()) {
      String table = AsciiTable.getTable(AsciiTable.NO_BORDERS, rows, layout);
      out.println(table.lines().map(TableOutput::flush).collect(Collectors.joining("\n")));
    }
  }

  /** The library pads each cell by a blank on both sides. */
  private static String flush(String line) {
    return line.startsWith(" ") ? line.substring(1).stripTrailing() : line.stripTrailing();
  }
}
