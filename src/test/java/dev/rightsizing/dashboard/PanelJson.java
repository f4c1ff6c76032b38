// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes one panel. */
record PanelJson(ObjectNode node, ObjectNode source) {

  void write(Panel panel) {
    node.put("type", panel.kind()).put("title", panel.title());
    node.put("description", panel.description());
    node.set("datasource", source);
    ObjectNode defaults = node.putObject("fieldConfig").putObject("defaults");
    defaults.put("unit", panel.unit());
    ((ObjectNode) node.path("fieldConfig")).putArray("overrides");
    thresholds(defaults, panel);
    options(panel, defaults);
    ArrayNode targets = node.putArray("targets");
    char ref = 'A';
    for (Panel.Query query : panel.queries()) {
      ObjectNode target = targets.addObject();
      target.put("refId", String.valueOf(ref++)).put("expr", query.expression());
      target.set("datasource", source.deepCopy());
      boolean now = panel.kind().equals("table");
      target.put("legendFormat", query.legend()).put("instant", now).put("range", !now);
      if (now) {
        target.put("format", "table");
      }
    }
    if (panel.kind().equals("table")) {
      table(panel);
    }
  }

  private static void thresholds(ObjectNode defaults, Panel panel) {
    if (panel.steps().isEmpty()) {
      return;
    }
    defaults.putObject("color").put("mode", "thresholds");
    ObjectNode thresholds = defaults.putObject("thresholds").put("mode", "absolute");
    ArrayNode steps = thresholds.putArray("steps");
    for (Panel.Step step : panel.steps()) {
      ObjectNode one = steps.addObject().put("color", step.color());
      if (step.from() == null) {
        one.putNull("value");
      } else {
        one.put("value", step.from());
      }
    }
  }

  private void options(Panel panel, ObjectNode defaults) {
    ObjectNode options = node.putObject("options");
    switch (panel.kind()) {
      case "timeseries" -> {
        ObjectNode legend = options.putObject("legend").put("displayMode", "table");
        legend.put("placement", "bottom").put("showLegend", true);
        legend.putArray("calcs").add("lastNotNull").add("max");
        options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
        ObjectNode custom = defaults.putObject("custom").put("lineWidth", 1);
        custom.put("fillOpacity", 5).put("showPoints", "never").put("spanNulls", false);
        if (!panel.steps().isEmpty()) {
          ((ObjectNode) defaults.path("color")).put("mode", "palette-classic");
          custom.putObject("thresholdsStyle").put("mode", "line");
        }
        defaults.put("min", 0);
      }
      case "stat" -> {
        options.put("colorMode", "value").put("graphMode", "area").put("textMode", "auto");
        options.putObject("reduceOptions").putArray("calcs").add("lastNotNull");
      }
      default -> {
        // A table has nothing to add.
      }
    }
  }

  /** One line a container: the queries' values side by side, without what is no figure. */
  private void table(Panel panel) {
    ArrayNode transformations = node.putArray("transformations");
    transformations.addObject().put("id", "merge").putObject("options");
    ObjectNode organize = transformations.addObject().put("id", "organize").putObject("options");
    ObjectNode hidden = organize.putObject("excludeByName");
    hidden.put("Time", true).put("resource", true).put("cluster", true).put("kind", true);
    ObjectNode names = organize.putObject("renameByName");
    char ref = 'A';
    for (Panel.Query query : panel.queries()) {
      names.put("Value #" + ref++, query.legend());
    }
  }
}
