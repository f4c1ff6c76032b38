// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.rightsizing.cli.output.Report.Resource;
import dev.rightsizing.cli.output.Report.Row;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report for spreadsheets: one flat line a container. */
final class CsvOutput implements ReportFormat.ReportOutput {
  private final CsvMapper mapper =
      CsvMapper.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();

  @Override
  public void write(Report report, PrintWriter out) {
    List<Map<String, Object>> lines = report.containers().stream().map(CsvOutput::line).toList();
    CsvSchema.Builder schema = CsvSchema.builder();
    line(EMPTY).keySet().forEach(schema::addColumn);
    try {
      out.print(
          mapper
              .writer(schema.build().withHeader().withLineSeparator("\n"))
              .writeValueAsString(lines));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report cannot be written", e);
    }
  }

  private static final Resource NOTHING = new Resource(null, null, null, null, null, null, "", "");
  private static final Row EMPTY = new Row("", "", "", "", "", 0, NOTHING, NOTHING, "", "", "");

  private static Map<String, Object> line(Row row) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("namespace", row.namespace());
    line.put("kind", row.kind());
    line.put("workload", row.workload());
    line.put("container", row.container());
    line.put("role", row.role());
    line.put("replicas", row.replicas());
    resource(line, "cpu", row.cpu());
    resource(line, "memory", row.memory());
    line.put("savingsMonthly", row.savingsMonthly());
    line.put("currency", row.currency());
    line.put("confidence", row.confidence());
    return line;
  }

  private static void resource(Map<String, Object> line, String name, Resource resource) {
    line.put(name + "Request", resource.request());
    line.put(name + "Limit", resource.limit());
    line.put(name + "P95", resource.p95());
    line.put(name + "Max", resource.max());
    line.put(name + "RecommendedRequest", resource.recommendedRequest());
    line.put(name + "RecommendedLimit", resource.recommendedLimit());
    line.put(name + "Verdict", resource.verdict());
    line.put(name + "Explanation", resource.explanation());
  }
}
