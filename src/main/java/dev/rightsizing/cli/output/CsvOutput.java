// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A report for spreadsheets: one flat line a container, then one a line of a quota, of the kind
 * ResourceQuota, so that it stays one table with one header.
 */
final class CsvOutput implements ReportFormat.ReportOutput {
  private static final List<String> FIGURES =
      List.of(
          "Request",
          "Limit",
          "P95",
          "Max",
          "RecommendedRequest",
          "RecommendedLimit",
          "Verdict",
          "Explanation");
  private static final List<String> COLUMNS = columns();

  private final CsvMapper mapper =
      CsvMapper.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();

  @Override
  public void write(Report report, PrintWriter out) {
    List<Map<String, Object>> lines =
        Stream.of(
                report.containers().stream().map(CsvOutput::line),
                report.quotas().stream().map(CsvOutput::line),
                report.notCovered().stream().map(CsvOutput::line))
            .flatMap(group -> group)
            .toList();
    CsvSchema.Builder schema = CsvSchema.builder();
    COLUMNS.forEach(schema::addColumn);
    try {
      out.print(
          mapper
              .writer(schema.build().withHeader().withLineSeparator("\n"))
              .writeValueAsString(lines));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report cannot be written", e);
    }
  }

  private static List<String> columns() {
    List<String> columns = new ArrayList<>();
    columns.addAll(List.of("namespace", "kind", "workload", "container", "role", "replicas"));
    for (String resource : List.of("cpu", "memory")) {
      for (String figure : FIGURES) {
        columns.add(resource + figure);
      }
    }
    columns.addAll(List.of("savingsMonthly", "currency", "confidence"));
    columns.addAll(
        List.of(
            "quotaResource",
            "quotaHard",
            "quotaUsed",
            "quotaUsedPercent",
            "quotaProjected",
            "quotaProjectedPercent",
            "quotaIdle"));
    columns.addAll(List.of("meanReplicas", "controller"));
    return List.copyOf(columns);
  }

  private static Map<String, Object> line(Row row) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("namespace", row.namespace());
    line.put("kind", row.target().kind());
    line.put("workload", row.target().name());
    line.put("container", row.name());
    line.put("role", row.role());
    line.put("replicas", row.replicas());
    resource(line, "cpu", row.cpu());
    resource(line, "memory", row.memory());
    line.put("savingsMonthly", row.savings().monthly());
    line.put("currency", row.savings().currency());
    line.put("confidence", row.confidence().level());
    line.put("meanReplicas", row.meanReplicas());
    line.put("controller", row.controller());
    return line;
  }

  private static Map<String, Object> line(QuotaRow row) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("namespace", row.namespace());
    line.put("kind", "ResourceQuota");
    line.put("workload", row.name());
    line.put("quotaResource", row.resource());
    line.put("quotaHard", row.hard());
    line.put("quotaUsed", row.used());
    line.put("quotaUsedPercent", row.usedPercent());
    line.put("quotaProjected", row.projected());
    line.put("quotaProjectedPercent", row.projectedPercent());
    line.put("quotaIdle", row.idle());
    return line;
  }

  /** Of the kind NotCovered, its pods as replicas and what they ask for as requests. */
  private static Map<String, Object> line(NotCoveredRow row) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("namespace", row.namespace());
    line.put("kind", "NotCovered");
    line.put("workload", row.reason());
    line.put("replicas", row.pods());
    line.put("cpuRequest", row.cpu());
    line.put("memoryRequest", row.memory());
    line.put("cpuExplanation", row.message());
    return line;
  }

  private static void resource(Map<String, Object> line, String name, ResourceCell cell) {
    line.put(name + "Request", cell.current().request());
    line.put(name + "Limit", cell.current().limit());
    line.put(name + "P95", cell.usage() == null ? null : cell.usage().p95());
    line.put(name + "Max", cell.usage() == null ? null : cell.usage().max());
    line.put(name + "RecommendedRequest", cell.recommended().request());
    line.put(name + "RecommendedLimit", cell.recommended().limit());
    line.put(name + "Verdict", cell.verdict());
    line.put(name + "Explanation", cell.explanation());
  }
}
