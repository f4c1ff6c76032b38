// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import dev.rightsizing.web.data.RecommendationRow;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The table as its template shows it.
 *
 * @param first number of the first row shown, from 1; 0 when there is none
 * @param last number of the last row shown
 * @param matching rows that match
 * @param all rows that the person may see
 * @param totals savings of the matching rows, one per currency
 * @param previous address of the page before; empty on the first
 * @param next address of the page after; empty on the last
 */
public record TableView(
    String text,
    List<Choice> choices,
    List<Option> sizes,
    String sort,
    String order,
    List<Head> heads,
    List<Line> lines,
    int first,
    int last,
    int matching,
    int all,
    List<String> totals,
    String previous,
    String next) {
  /** More values than a list of choices is good for are typed into the search instead. */
  private static final int MOST_OPTIONS = 300;

  /** A filter with its possible values. */
  public record Choice(String parameter, String title, boolean set, List<Option> options) {}

  /** A value of a filter. */
  public record Option(String value, boolean chosen) {}

  /**
   * A column's head.
   *
   * @param sorted as {@code aria-sort} names it: ascending, descending, or empty
   */
  public record Head(String title, String url, String sorted, String style) {}

  /** A row. */
  public record Line(RecommendationRow row, Optional<When> since, Optional<When> computed) {}

  static TableView of(TableQuery query, List<RecommendationRow> visible, Instant now) {
    List<RecommendationRow> matching = query.select(visible);
    int pages = Math.max(1, (matching.size() + query.size() - 1) / query.size());
    TableQuery shown = query.onPage(Math.min(query.page(), pages));
    int from = (shown.page() - 1) * shown.size();
    int to = Math.min(matching.size(), from + shown.size());
    return new TableView(
        query.text(),
        choices(query, visible),
        TableQuery.sizes().stream()
            .map(size -> new Option(String.valueOf(size), size == query.size()))
            .toList(),
        query.sort().parameter(),
        query.descending() ? "desc" : "asc",
        Arrays.stream(TableQuery.Column.values()).map(column -> head(query, column)).toList(),
        matching.subList(from, to).stream().map(row -> line(row, now)).toList(),
        matching.isEmpty() ? 0 : from + 1,
        to,
        matching.size(),
        visible.size(),
        Totals.of(matching).stream().map(Totals.Total::text).toList(),
        shown.page() > 1 ? shown.onPage(shown.page() - 1).url() : "",
        shown.page() < pages ? shown.onPage(shown.page() + 1).url() : "");
  }

  private static Line line(RecommendationRow row, Instant now) {
    return new Line(
        row,
        row.risk().since().map(at -> When.of(at, now)),
        row.computedAt().map(at -> When.of(at, now)));
  }

  private static Head head(TableQuery query, TableQuery.Column column) {
    String sorted = query.sort() != column ? "" : query.descending() ? "descending" : "ascending";
    return new Head(
        column.title(), query.sortedBy(column).url(), sorted, "c-" + column.parameter());
  }

  private static List<Choice> choices(TableQuery query, List<RecommendationRow> visible) {
    return Arrays.stream(TableQuery.Filter.values())
        .map(
            filter -> {
              TreeSet<String> values = new TreeSet<>();
              visible.forEach(row -> values.addAll(filter.values(row)));
              Optional<String> set = Optional.ofNullable(query.filters().get(filter));
              set.ifPresent(values::add);
              return new Choice(
                  filter.parameter(),
                  filter.title(),
                  set.isPresent(),
                  values.stream()
                      .limit(MOST_OPTIONS)
                      .map(value -> new Option(value, set.filter(value::equals).isPresent()))
                      .toList());
            })
        .filter(choice -> choice.options().size() > 1 || choice.set())
        .toList();
  }
}
