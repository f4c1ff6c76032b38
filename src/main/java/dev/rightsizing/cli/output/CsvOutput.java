// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.Resource;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A report for spreadsheets: one flat line a container, then one a line of a quota, of the kind
 * ResourceQuota, so that it stays one table with one header.
 */
final class CsvOutput implements ReportOutput {
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

  /** Figures that are quantities, and how they read as plain numbers. */
  private static final List<String> NUMBERS =
      List.of("Request", "Limit", "P95", "Max", "RecommendedRequest", "RecommendedLimit");

  private static final List<String> QUOTA_NUMBERS = List.of("Hard", "Used", "Projected", "Idle");
  private static final List<String> COLUMNS = columns();

  /** What a spreadsheet takes for a formula; a plain number is none. */
  private static final Pattern FORMULA = Pattern.compile("\\A[-=+@\\t\\r\uFF1D\uFF0B\uFF0D\uFF20]");

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

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
            .map(CsvOutput::harmless)
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
    NUMBERS.forEach(figure -> columns.add("cpu" + figure + "Cores"));
    NUMBERS.forEach(figure -> columns.add("memory" + figure + "Bytes"));
    QUOTA_NUMBERS.forEach(figure -> columns.add("quota" + figure + "Number"));
    return List.copyOf(columns);
  }

  private static Map<String, Object> harmless(Map<String, Object> line) {
    Map<String, Object> harmless = new LinkedHashMap<>();
    line.forEach((column, cell) -> harmless.put(column, harmless(cell)));
    return harmless;
  }

  private static Object harmless(Object cell) {
    if (!(cell instanceof String text)) {
      return cell;
    }
    String plain = PlainText.line(text);
    boolean formula = FORMULA.matcher(plain).find() && !NUMBER.matcher(plain).matches();
    return formula ? "'" + plain : plain;
  }

  private static String plain(Amount amount) {
    return BigDecimal.valueOf(amount.value()).stripTrailingZeros().toPlainString();
  }

  /** The quantities of a line once more, in cores, bytes or, of a count, ones. */
  private static void numbers(
      Map<String, Object> line,
      List<String> figures,
      String prefix,
      Resource resource,
      String unit) {
    for (String figure : figures) {
      if (line.get(prefix + figure) instanceof String quantity) {
        line.put(prefix + figure + unit, plain(Amount.parse(resource, quantity)));
      }
    }
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
    numbers(line, NUMBERS, "cpu", Resource.CPU, "Cores");
    numbers(line, NUMBERS, "memory", Resource.MEMORY, "Bytes");
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
    Resource resource = row.resource().endsWith("cpu") ? Resource.CPU : Resource.MEMORY;
    numbers(line, QUOTA_NUMBERS, "quota", resource, "Number");
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
