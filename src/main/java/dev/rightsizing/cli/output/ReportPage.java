// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import dev.rightsizing.html.Templates;
import dev.rightsizing.html.chart.ChartPart;
import dev.rightsizing.html.chart.ReferenceLine;
import dev.rightsizing.html.chart.UsageChart;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.HourlySeries;
import dev.rightsizing.model.Money;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import io.quarkus.qute.RawString;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes the HTML report part by part, so that a large one does not have to be held. */
final class ReportPage {
  /** Charts of so many containers, those with the greatest savings: some 10 kB each. */
  static final int MOST_CHARTS = 2000;

  /** An hour a point for two weeks. */
  private static final int MOST_POINTS = 14 * 24 + 1;

  private static final int MOST_PICTURE_POINTS = 90;

  /** Two are side by side. */
  private static final int PICTURE_WIDTH = 520;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Templates templates = new Templates();
  private final ChartPart charts =
      new ChartPart(templates, MOST_POINTS, MOST_PICTURE_POINTS, PICTURE_WIDTH);
  private final Report report;
  private final ContainerUsage usage;
  private final PrintWriter out;

  ReportPage(Report report, ContainerUsage usage, PrintWriter out) {
    this.report = report;
    this.usage = usage;
    this.out = out;
  }

  /**
   * A namespace's part of the savings.
   *
   * @param width of its bar, 0 to 100
   */
  record Namespace(
      String name, int containers, String monthly, String currency, int width, boolean costs) {}

  /** A row of the table, with its place in the report. */
  record Line(
      int number,
      Row row,
      String cpuNow,
      String cpuThen,
      double cpuOrder,
      String memoryNow,
      String memoryThen,
      double memoryOrder,
      boolean costs,
      boolean saves) {}

  void write() {
    InlineAssets assets = InlineAssets.read();
    Map<String, Object> data = new HashMap<>();
    data.put("policy", assets.policy());
    data.put("style", assets.styleText());
    data.put("totals", report.totals());
    data.put("costs", report.totals().savings().monthly().startsWith("-"));
    data.put("window", window());
    data.put("namespaces", namespaces());
    data.put("lines", lines());
    data.put("charted", Math.min(MOST_CHARTS, report.containers().size()));
    out.print(templates.text("report-top", data));
    int number = 0;
    for (Row row : report.containers()) {
      number++;
      out.print(
          templates.text(
              "report-container",
              Map.of(
                  "number",
                  number,
                  "row",
                  row,
                  "drift",
                  row.drift(),
                  "charts",
                  number > MOST_CHARTS ? List.of() : charts(row))));
    }
    out.print(
        templates.text(
            "report-end",
            Map.of(
                "quotas", quotas(),
                "notes", report.notes(),
                "leftOut", report.leftOut(),
                "scripts", assets.scriptTexts())));
  }

  private List<RawString> charts(Row row) {
    List<RawString> drawn = new ArrayList<>();
    for (Resource resource : Resource.values()) {
      HourlySeries series = usage.of(row.ref(), resource);
      if (!series.isEmpty()) {
        ResourceCell cell = resource == Resource.CPU ? row.cpu() : row.memory();
        drawn.add(
            charts.render(
                new UsageChart(
                    resource == Resource.CPU ? "CPU" : "Memory",
                    series,
                    ReferenceLine.of(
                        size(resource, cell.current()), size(resource, cell.recommended())))));
      }
    }
    return drawn;
  }

  private static Size size(Resource resource, ResourceCell.Sizes sizes) {
    return new Size(amount(resource, sizes.request()), amount(resource, sizes.limit()));
  }

  private static Optional<Amount> amount(Resource resource, String quantity) {
    return Optional.ofNullable(quantity).map(text -> Amount.parse(resource, text));
  }

  /** When the usage is from; empty where there is none. */
  private String window() {
    return report.containers().stream()
        .limit(MOST_CHARTS)
        .map(row -> usage.of(row.ref(), Resource.MEMORY))
        .filter(series -> !series.isEmpty())
        .findFirst()
        .map(
            series ->
                "Usage from "
                    + MINUTE.format(Instant.ofEpochSecond(series.firstHour() * 3600))
                    + " to "
                    + MINUTE.format(Instant.ofEpochSecond(series.endHour() * 3600)))
        .orElse("");
  }

  private List<Namespace> namespaces() {
    Map<String, List<Row>> byNamespace = new TreeMap<>();
    report
        .containers()
        .forEach(
            row -> byNamespace.computeIfAbsent(row.namespace(), n -> new ArrayList<>()).add(row));
    Map<String, Money> sums = new TreeMap<>();
    byNamespace.forEach(
        (name, rows) ->
            sums.put(name, rows.stream().map(Row::saving).reduce(Money::plus).orElseThrow()));
    BigDecimal greatest =
        sums.values().stream()
            .map(money -> money.value().abs())
            .max(Comparator.naturalOrder())
            .orElse(BigDecimal.ONE);
    return sums.entrySet().stream()
        .sorted(
            Map.Entry.<String, Money>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(
            one ->
                new Namespace(
                    one.getKey(),
                    byNamespace.get(one.getKey()).size(),
                    one.getValue().amount(),
                    one.getValue().currency(),
                    share(one.getValue().value(), greatest),
                    one.getValue().value().signum() < 0))
        .toList();
  }

  private static int share(BigDecimal part, BigDecimal greatest) {
    return greatest.signum() == 0
        ? 0
        : part.abs()
            .multiply(BigDecimal.valueOf(100))
            .divide(greatest, 0, RoundingMode.HALF_UP)
            .intValue();
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Row row : report.containers()) {
      int sign = row.saving().value().signum();
      lines.add(
          new Line(
              lines.size() + 1,
              row,
              text(row.cpu().current()),
              text(row.cpu().recommended()),
              order(Resource.CPU, row.cpu()),
              text(row.memory().current()),
              text(row.memory().recommended()),
              order(Resource.MEMORY, row.memory()),
              sign < 0,
              sign > 0));
    }
    return lines;
  }

  private static String text(ResourceCell.Sizes sizes) {
    return sizes.request() == null ? "none" : sizes.request();
  }

  /** By how much the request shrinks, in granules. */
  private static double order(Resource resource, ResourceCell cell) {
    double now = amount(resource, cell.current().request()).map(Amount::value).orElse(0.0);
    double then = amount(resource, cell.recommended().request()).map(Amount::value).orElse(0.0);
    return Math.rint((now - then) / resource.granule());
  }

  /** As text, by column. */
  record Quota(
      String namespace,
      String name,
      String resource,
      String hard,
      String used,
      String projected,
      String idle,
      int usedWidth,
      int projectedWidth) {}

  private List<Quota> quotas() {
    return report.quotas().stream()
        .map(
            row ->
                new Quota(
                    row.namespace(),
                    row.name(),
                    row.resource(),
                    row.hard(),
                    QuotaRow.share(row.used(), row.usedPercent()),
                    QuotaRow.share(row.projected(), row.projectedPercent()),
                    row.left(),
                    width(row.usedPercent()),
                    width(row.projectedPercent())))
        .toList();
  }

  private static int width(Integer percent) {
    return percent == null ? 0 : Math.min(100, percent);
  }
}
