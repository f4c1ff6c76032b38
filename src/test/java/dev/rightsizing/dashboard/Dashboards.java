// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.dashboard;

import java.util.List;

/** The dashboards that the chart ships. */
final class Dashboards {
  private Dashboards() {}

  static List<Dashboard> all() {
    return List.of(SizesDashboard.board(), OperatorDashboard.board());
  }

  /** Where the chart takes a dashboard from. */
  static String path(Dashboard board) {
    return "helm/rightsizing-operator/dashboards/" + board.uid() + ".json";
  }
}
