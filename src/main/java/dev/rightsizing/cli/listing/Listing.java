// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.listing;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.terminal.Cell;
import dev.rightsizing.cli.terminal.Grid;
import dev.rightsizing.cli.terminal.Output;
import dev.rightsizing.cli.terminal.ScreenSize;
import dev.rightsizing.cli.terminal.Style;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A table of Recommendations: once, as lines for each change, or as a screen that is kept up to
 * date.
 *
 * @param <R> a row
 * @param rows of an object
 * @param order of the rows
 * @param headers of the columns
 * @param cells of a row at a time
 * @param summary in one line
 */
record Listing<R>(
    Function<Recommendation, List<R>> rows,
    Comparator<R> order,
    List<String> headers,
    BiFunction<R, Instant, List<Cell>> cells,
    Function<List<R>, String> summary) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final int LINES_AROUND = 3;

  /** Prints it once; says on the error output where there is nothing. */
  void once(Pages<Recommendation> pages, Output out, Clock clock, Runnable empty)
      throws CommandException {
    List<R> all = new ArrayList<>();
    pages.each(found -> all.addAll(rows.apply(found)));
    if (all.isEmpty()) {
      empty.run();
      return;
    }
    grid(all, clock.instant()).print(out);
  }

  /**
   * Prints all, then a line for each row that changes, until the thread is interrupted or the
   * output is closed.
   */
  void lines(Live<R> live, Output out, Clock clock) throws CommandException {
    live.read();
    grid(live.all(), clock.instant()).print(out);
    try {
      while (!out.checkError()) {
        live.await(Duration.ofSeconds(2));
        live.recover();
        List<List<Cell>> changed =
            live.news().stream().map(row -> cells.apply(row, clock.instant())).toList();
        new Grid(headers, changed).printRows(out);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Draws what fits the screen, again and again, until the thread is interrupted. */
  void screen(Live<R> live, Output out, Clock clock, Duration interval, Supplier<ScreenSize> size)
      throws CommandException {
    live.read();
    try {
      while (!out.checkError()) {
        draw(live, out, clock, size.get());
        live.await(interval);
        live.news();
        live.recover();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Draws one screen. */
  void draw(Live<R> live, Output out, Clock clock, ScreenSize size) {
    Instant now = clock.instant();
    List<R> all = live.all();
    out.home();
    line(out, Style.HEADER, time(now) + "  " + summary.apply(all), size);
    live.awaySince()
        .ifPresent(
            since ->
                line(
                    out,
                    Style.CRITICAL,
                    "The API server has not answered since "
                        + time(since)
                        + "; these are the last figures. Trying again.",
                    size));
    int height = size.lines() - LINES_AROUND - (live.awaySince().isPresent() ? 1 : 0);
    grid(all, now).draw(out, height, size.columns());
    int hidden = all.size() - Math.max(0, height - 1);
    line(
        out,
        Style.FAINT,
        hidden > 0 ? hidden + " more; narrow with -n or -l. Ctrl-C ends." : "Ctrl-C ends.",
        size);
    out.clearBelow();
  }

  private static void line(Output out, Style style, String text, ScreenSize size) {
    out.print(style, text.substring(0, Math.min(text.length(), size.columns())));
    out.endLine();
  }

  private static String time(Instant time) {
    return TIME.format(time.atOffset(ZoneOffset.UTC)) + " UTC";
  }

  /** {@code 1 container}, {@code 2 containers}. */
  static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private Grid grid(List<R> all, Instant now) {
    return new Grid(headers, all.stream().sorted(order).map(row -> cells.apply(row, now)).toList());
  }
}
