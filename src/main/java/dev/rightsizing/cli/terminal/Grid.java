// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.terminal;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A table as kubectl lays it out: columns as wide as their widest field, two blanks between them.
 *
 * @param headers of the columns
 * @param rows fields, as many as there are columns
 */
public record Grid(List<String> headers, List<List<Cell>> rows) {
  private static final String GAP = "  ";

  public Grid {
    headers = List.copyOf(headers);
    rows = List.copyOf(rows);
  }

  /** Prints all of it. */
  public void print(Output out) {
    int[] widths = widths();
    line(out, headerCells(), widths, Integer.MAX_VALUE);
    out.println();
    printRows(out);
  }

  /** Prints the rows without the header, to go on after a table. */
  public void printRows(Output out) {
    int[] widths = widths();
    for (List<Cell> row : rows) {
      line(out, row, widths, Integer.MAX_VALUE);
      out.println();
    }
    out.flush();
  }

  /**
   * Draws what fits on a screen over what was drawn before.
   *
   * @param height lines that it may take, the header's included
   * @param width characters of a line; longer ones are cut
   */
  public void draw(Output out, int height, int width) {
    int[] widths = widths();
    line(out, headerCells(), widths, width);
    out.endLine();
    for (List<Cell> row : rows.subList(0, Math.min(rows.size(), Math.max(0, height - 1)))) {
      line(out, row, widths, width);
      out.endLine();
    }
  }

  private List<Cell> headerCells() {
    return headers.stream().map(header -> new Cell(header, Style.HEADER)).toList();
  }

  private int[] widths() {
    return IntStream.range(0, headers.size())
        .map(
            column ->
                Math.max(
                    headers.get(column).length(),
                    rows.stream().mapToInt(row -> row.get(column).text().length()).max().orElse(0)))
        .toArray();
  }

  private static void line(Output out, List<Cell> cells, int[] widths, int width) {
    int left = width;
    for (int i = 0; i < cells.size() && left > 0; i++) {
      Cell cell = cells.get(i);
      String text = cell.text().substring(0, Math.min(cell.text().length(), left));
      out.print(cell.style(), text);
      left -= text.length();
      if (i < cells.size() - 1 && left > 0) {
        String gap = " ".repeat(widths[i] - cell.text().length()) + GAP;
        out.print(gap.substring(0, Math.min(gap.length(), left)));
        left -= gap.length();
      }
    }
  }
}
