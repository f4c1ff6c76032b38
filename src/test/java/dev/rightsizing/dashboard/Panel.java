// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.dashboard;

import java.util.ArrayList;
import java.util.List;

/**
 * A panel with its queries.
 *
 * @param kind Grafana's type: timeseries, stat, table, bargauge
 * @param unit Grafana's name of a unit, such as bytes, percent, percentunit, s, short, none
 * @param width of 24 columns
 * @param steps values from which the colour changes, with the colour; none: the usual colours
 */
record Panel(
    String title,
    String kind,
    String unit,
    int width,
    String description,
    List<Query> queries,
    List<Step> steps) {

  /**
   * A query.
   *
   * @param legend with labels in braces; of a table the name of the column
   */
  record Query(String expression, String legend) {}

  /**
   * A threshold.
   *
   * @param from null: below all others
   */
  record Step(Double from, String color) {}

  static Panel of(String kind, String title, String unit, int width, String description) {
    return new Panel(title, kind, unit, width, description, List.of(), List.of());
  }

  static Panel series(String title, String unit, int width, String description) {
    return of("timeseries", title, unit, width, description);
  }

  static Panel stat(String title, String unit, int width, String description) {
    return of("stat", title, unit, width, description);
  }

  Panel query(String expression, String legend) {
    List<Query> more = new ArrayList<>(queries);
    more.add(new Query(expression.strip(), legend));
    return new Panel(title, kind, unit, width, description, more, steps);
  }

  /** Green below the first value. */
  Panel worseFrom(double warning, double critical) {
    return new Panel(
        title,
        kind,
        unit,
        width,
        description,
        queries,
        List.of(new Step(null, "green"), new Step(warning, "orange"), new Step(critical, "red")));
  }
}
