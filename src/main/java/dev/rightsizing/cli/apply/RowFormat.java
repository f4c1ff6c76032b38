// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.apply;

import dev.rightsizing.cli.output.DataOutput;
import dev.rightsizing.cli.terminal.Cell;
import dev.rightsizing.cli.terminal.Grid;
import dev.rightsizing.cli.terminal.Output;
import java.util.List;
import java.util.function.Function;

/** How rows are written. */
enum RowFormat {
  TABLE,
  JSON,
  YAML;

  /**
   * Writes rows; an empty table is nothing at all.
   *
   * @param cells of a row, as many as there are headers
   */
  <R> void write(List<R> rows, List<String> headers, Function<R, List<Cell>> cells, Output out) {
    switch (this) {
      case TABLE -> {
        if (!rows.isEmpty()) {
          new Grid(headers, rows.stream().map(cells).toList()).print(out);
        }
      }
      case JSON -> DataOutput.json().print(rows, out);
      case YAML -> DataOutput.yaml().print(rows, out);
    }
    out.flush();
  }
}
