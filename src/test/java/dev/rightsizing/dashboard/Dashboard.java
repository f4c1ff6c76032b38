// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A dashboard as Grafana imports it.
 *
 * @param uid by which links find it
 * @param clusters metric whose label says which clusters there are
 * @param about Markdown for the first panel
 */
record Dashboard(
    String uid, String title, String description, String clusters, String about, List<Row> rows) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final int COLUMNS = 24;

  /** Panels under a heading. */
  record Row(String title, List<Panel> panels) {}

  /** Metric that says which namespaces and workloads have a Recommendation. */
  static final String SIZES = "rightsizing_recommended_request";

  /**
   * Queries of the variables, in the order in which they are shown after the data source.
   *
   * @param refresh Grafana's number: 2 is on each change of the time range
   */
  record Variable(String name, String label, String query, String all, int refresh) {}

  List<Variable> variables() {
    return List.of(
        new Variable("cluster", "Cluster", "label_values(" + clusters + ", cluster)", ".*", 2),
        new Variable(
            "namespace",
            "Namespace",
            "label_values(" + SIZES + "{cluster=~\"$cluster\"}, namespace)",
            ".*",
            2),
        new Variable(
            "workload",
            "Workload",
            "label_values("
                + SIZES
                + "{cluster=~\"$cluster\", namespace=~\"$namespace\"}, workload)",
            ".+",
            2));
  }

  List<Panel> panels() {
    return rows.stream().flatMap(row -> row.panels().stream()).toList();
  }

  String json() {
    ObjectNode board = JSON.createObjectNode();
    board.put("uid", uid).put("title", title).put("description", description);
    board.putArray("tags").add("rightsizing");
    board.put("schemaVersion", 39).put("version", 1).put("editable", true);
    board.put("graphTooltip", 1).put("refresh", "1m").put("timezone", "browser");
    board.putObject("time").put("from", "now-24h").put("to", "now");
    links(board.putArray("links"));
    variables(board.putObject("templating").putArray("list"));
    panels(board.putArray("panels"));
    try {
      return JSON.writeValueAsString(board) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** To the other dashboard, with the same time and the same variables. */
  private static void links(ArrayNode links) {
    ObjectNode link = links.addObject();
    link.put("type", "dashboards").put("title", "Right-sizing").put("asDropdown", false);
    link.put("includeVars", true).put("keepTime", true).put("targetBlank", false);
    link.putArray("tags").add("rightsizing");
  }

  private void variables(ArrayNode list) {
    ObjectNode source = list.addObject();
    source.put("name", "datasource").put("label", "Data source").put("type", "datasource");
    source.put("query", "prometheus").put("regex", "").put("refresh", 1);
    for (Variable variable : variables()) {
      ObjectNode node = list.addObject();
      node.put("name", variable.name()).put("label", variable.label()).put("type", "query");
      node.set("datasource", source());
      node.put("definition", variable.query());
      node.putObject("query").put("query", variable.query()).put("refId", variable.name());
      node.put("refresh", variable.refresh()).put("sort", 1);
      node.put("multi", true).put("includeAll", true).put("allValue", variable.all());
      ObjectNode current = node.putObject("current");
      current.put("selected", true);
      current.putArray("text").add("All");
      current.putArray("value").add("$__all");
    }
  }

  private static ObjectNode source() {
    return JSON.createObjectNode().put("type", "prometheus").put("uid", "${datasource}");
  }

  private void panels(ArrayNode all) {
    int id = 1;
    int y = 0;
    ObjectNode text = all.addObject();
    text.put("id", id++).put("type", "text").put("title", "About");
    position(text, 0, y, COLUMNS, 4);
    text.putObject("options").put("mode", "markdown").put("content", about);
    y += 4;
    for (Row row : rows) {
      ObjectNode heading = all.addObject();
      heading.put("id", id++).put("type", "row").put("title", row.title()).put("collapsed", false);
      heading.putArray("panels");
      position(heading, 0, y++, COLUMNS, 1);
      int x = 0;
      int height = 0;
      for (Panel panel : row.panels()) {
        if (x + panel.width() > COLUMNS) {
          x = 0;
          y += height;
        }
        height = panel.kind().equals("stat") ? 4 : 8;
        ObjectNode node = all.addObject();
        node.put("id", id++);
        new PanelJson(node, source()).write(panel);
        position(node, x, y, panel.width(), height);
        x += panel.width();
      }
      y += height;
    }
  }

  private static void position(ObjectNode panel, int x, int y, int width, int height) {
    panel.putObject("gridPos").put("x", x).put("y", y).put("w", width).put("h", height);
  }
}
