// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rightsizing.cli.Evaluations;
import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.model.PlainText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReportFormatTest {

  private static String written(ReportFormat format, Evaluation evaluation) {
    StringWriter text = new StringWriter();
    format.write(
        Report.of(evaluation, resource -> "container_" + resource.key()), new PrintWriter(text));
    return format == ReportFormat.HTML ? withoutOurs(text.toString()) : text.toString();
  }

  /** A page without the style and the scripts of this program, which it holds itself. */
  private static String withoutOurs(String page) {
    String bare =
        page.replaceFirst("(?s)<style>.*?</style>", "").replaceAll("(?s)<script>.*?</script>", "");
    assertThat(page.length() - bare.length()).isGreaterThan(50_000);
    return bare;
  }

  private static JsonNode json(Evaluation evaluation) throws IOException {
    return new ObjectMapper().readTree(written(ReportFormat.JSON, evaluation));
  }

  /** With -Drightsizing.update=true the expected texts are written anew; read the diff. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HTML")
  void writesWhatIsExpected(ReportFormat format) throws IOException {
    Path expected =
        Path.of("src/test/resources/report/partial." + format.name().toLowerCase(Locale.ROOT));
    String text = written(format, Evaluations.partial());
    if (Boolean.getBoolean("rightsizing.update")) {
      Files.writeString(expected, text);
    }
    assertThat(text).isEqualTo(Files.readString(expected));
  }

  @ParameterizedTest
  @EnumSource
  void endsWithALineBreak(ReportFormat format) {
    assertThat(written(format, Evaluations.shop())).endsWith("\n").doesNotEndWith("\n\n");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NAME")
  void writesAReportOfNothing(ReportFormat format) {
    assertThat(written(format, Evaluations.empty())).isNotBlank();
  }

  @Test
  void putsTheGreatestSavingsFirstAndWhatCostsMoreLast() throws IOException {
    List<String> monthly = new ArrayList<>();
    json(Evaluations.shop())
        .path("containers")
        .forEach(row -> monthly.add(row.path("savings").path("monthly").asText()));
    assertThat(monthly).containsExactly("54.07", "1.10", "0.00", "-4.15");
  }

  @Test
  void totalsAreTheSumOfTheRows() throws IOException {
    JsonNode report = json(Evaluations.shop());
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode row : report.path("containers")) {
      sum = sum.add(new BigDecimal(row.path("savings").path("monthly").asText()));
    }
    JsonNode totals = report.path("totals");
    assertThat(totals.path("savings").path("monthly").asText()).isEqualTo(sum.toPlainString());
    assertThat(totals.path("containers").asInt()).isEqualTo(report.path("containers").size());
    assertThat(totals.path("workloads").asInt()).isEqualTo(3);
  }

  @Test
  void totalsOfTheTableAreTheSumOfItsSavings() {
    String table = written(ReportFormat.TABLE, Evaluations.shop());
    Matcher money = Pattern.compile("(-?\\d+\\.\\d\\d) USD").matcher(table);
    List<BigDecimal> amounts = new ArrayList<>();
    while (money.find()) {
      amounts.add(new BigDecimal(money.group(1)));
    }
    BigDecimal total = amounts.remove(amounts.size() - 1);
    assertThat(amounts).hasSize(4);
    assertThat(amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualTo(total);
  }

  @Test
  void jsonAndYamlSayTheSame() throws IOException {
    assertThat(
            new YAMLMapper().readTree(written(ReportFormat.YAML, Evaluations.partial())).toString())
        .isEqualTo(json(Evaluations.partial()).toString());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NAME")
  void everyFormatShowsWhatOfAQuotaIsUsedProjectedAndIdle(ReportFormat format) {
    assertThat(written(format, Evaluations.partial()))
        .contains("requests.memory", "60Gi", "94", "20Gi", "31", "44Gi");
    assertThat(written(format, Evaluations.shop()).toLowerCase(Locale.ROOT))
        .doesNotContainPattern("\\bidle\\b")
        .doesNotContain("resourcequota");
  }

  @Test
  void whatOfAQuotaCannotBeToldIsAbsentForProgramsAndUnknownForPeople() throws IOException {
    JsonNode quotas = json(Evaluations.partial()).path("quotas");

    assertThat(quotas.findValuesAsText("resource"))
        .containsExactly("limits.cpu", "limits.memory", "requests.cpu", "requests.memory");
    assertThat(quotas.get(1).has("used") || quotas.get(1).has("projectedPercent")).isFalse();
    assertThat(quotas.get(0).has("usedPercent")).isFalse();
    assertThat(written(ReportFormat.TABLE, Evaluations.partial()))
        .containsPattern("limits.memory +128Gi +unknown +unknown +unknown");
  }

  @Test
  void absentRequestsAreAbsentForProgramsAndNoneForPeople() throws IOException {
    JsonNode ledger = json(Evaluations.shop()).path("containers").get(3);
    assertThat(ledger.path("cpu").path("current").has("request")).isFalse();
    assertThat(written(ReportFormat.TABLE, Evaluations.shop())).contains("none->180m");
  }

  @Test
  void htmlShowsMarkupOfNamesAsText() {
    String page = written(ReportFormat.HTML, Evaluations.hostile());
    assertThat(page)
        .contains("a|b&lt;i&gt;", "x|y&lt;b&gt;&amp;", "&lt;script&gt;alert(&quot;1&quot;)")
        .doesNotContain("<script", "<i>", "<b>");
  }

  @Test
  void htmlAsksNobodyForAnything() {
    assertThat(written(ReportFormat.HTML, Evaluations.shop()))
        .doesNotContain("http:", "https:", "src=", "url(", "@import")
        .doesNotContainPattern("href=\"[^#]");
  }

  @Test
  void markdownKeepsOneCellPerColumn() {
    List<String> lines = written(ReportFormat.MARKDOWN, Evaluations.hostile()).lines().toList();
    String row = lines.get(2);
    assertThat(row).contains("a\\|b&lt;i>", "x\\|y&lt;b>&amp;");
    assertThat(row.split("(?<!\\\\)\\|", -1)).hasSize(lines.get(0).split("\\|", -1).length);
  }

  @Test
  void csvQuotesWhatHoldsItsOwnSigns() {
    assertThat(written(ReportFormat.CSV, Evaluations.hostile()))
        .contains("\"a|b <script>alert(\"\"1\"\")</script> & `c`, \"\"d\"\"\"");
  }

  /** Texts that do something in a terminal, a spreadsheet, YAML, Markdown or a browser. */
  private static final List<String> NASTY =
      List.of(
          "=HYPERLINK(\"http://evil\")",
          "+1+cmd|' /C calc'!A0",
          "-2+3",
          "@SUM(1)",
          "\t=1+1",
          "\r=1+1",
          "\n=1+1",
          "\uFF1D1+1",
          "\u001B[2J\u001B]0;owned\u0007",
          "\u009B31m",
          "a\u0085b",
          "a\u2028- b",
          "a\u2029b",
          "a\u202Eb",
          "a\u0000b",
          "\uD800",
          "![x](http://evil/p.png)",
          "[x](javascript:alert)",
          "line\n# heading",
          "`code` *b* _i_ ~s~ #1 @user www.evil",
          "<img src=x onerror='alert(1)'>",
          "a|b");

  static Stream<Arguments> nastyTextInEachFormat() {
    return NASTY.stream()
        .flatMap(text -> Stream.of(ReportFormat.values()).map(f -> Arguments.of(text, f)));
  }

  @ParameterizedTest
  @MethodSource("nastyTextInEachFormat")
  void noTextOfTheClusterDoesAnythingInAnyFormat(String text, ReportFormat format)
      throws IOException {
    String written = written(format, Evaluations.saying(text));
    assertThat(written.codePoints().filter(c -> c != '\n'))
        .noneMatch(
            c ->
                Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.SURROGATE
                    || c == 0x2028
                    || c == 0x2029);
    // It makes no line of its own: there are as many as for a plain word.
    assertThat(written.lines().count())
        .isEqualTo(written(format, Evaluations.saying("word")).lines().count());
    switch (format) {
      case CSV -> assertThat(formulas(written)).isEmpty();
      case HTML -> assertThat(written).doesNotContain("<img", "<script", "onerror='");
      case MARKDOWN -> {
        assertThat(written).doesNotContain("@user", "http://", "www.evil", "<img");
        // The totals are in bold, and an empty comment stands where text must not become a link.
        assertThat(written.replace("<!-- -->", "").replace("**", ""))
            .doesNotContainPattern("(?<!\\\\)[\\[\\]`*_~#!]");
      }
      case JSON, YAML ->
          assertThat(
                  (format == ReportFormat.JSON ? new ObjectMapper() : new YAMLMapper())
                      .readTree(written)
                      .at("/containers/0/name")
                      .asText())
              .isEqualTo(PlainText.line(text));
      default -> assertThat(written).doesNotContain("\t");
    }
  }

  private static List<String> formulas(String csv) throws IOException {
    List<String> formulas = new ArrayList<>();
    for (Map<String, String> line : lines(csv)) {
      line.values().stream()
          .filter(cell -> cell.matches("(?s)[-=+@\\t\\r\\uFF1D].*") && !cell.matches("-?[0-9.]+"))
          .forEach(formulas::add);
    }
    return formulas;
  }

  private static List<Map<String, String>> lines(String csv) throws IOException {
    try (MappingIterator<Map<String, String>> lines =
        new CsvMapper()
            .readerFor(Map.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(csv)) {
      return lines.readAll();
    }
  }

  @Test
  void csvHasEachFigureAsAPlainNumberToo() throws IOException {
    List<Map<String, String>> lines = lines(written(ReportFormat.CSV, Evaluations.partial()));
    Map<String, String> checkout = lines.get(0);
    // 219m are 0.219 cores, 900Mi are 900 x 1048576 bytes, 2Gi are 2 x 1073741824.
    assertThat(checkout)
        .containsEntry("cpuRequest", "1")
        .containsEntry("cpuRequestCores", "1")
        .containsEntry("cpuLimitCores", "2")
        .containsEntry("cpuRecommendedRequestCores", "0.219")
        .containsEntry("memoryRequestBytes", "2147483648")
        .containsEntry("memoryRecommendedRequestBytes", "943718400")
        .containsEntry("savingsMonthly", "54.07")
        .containsEntry("currency", "USD");
    Map<String, String> ledger =
        lines.stream().filter(line -> line.get("workload").equals("ledger")).findFirst().get();
    assertThat(ledger)
        .containsEntry("savingsMonthly", "-4.15")
        .containsEntry("cpuRequestCores", "");
    // 60Gi are 60 x 1073741824 bytes.
    assertThat(lines)
        .anySatisfy(
            line ->
                assertThat(line)
                    .containsEntry("quotaUsed", "60Gi")
                    .containsEntry("quotaUsedNumber", "64424509440"));
  }

  @Test
  void namesAreThoseThatKubectlWrites() {
    assertThat(written(ReportFormat.NAME, Evaluations.shop()).lines())
        .containsExactly(
            "deployment.apps/checkout", "deployment.apps/catalog", "statefulset.apps/ledger");
  }

  @Test
  void wideExplainsEachNumber() {
    assertThat(written(ReportFormat.WIDE, Evaluations.shop()))
        .contains("REPLICAS", "OverProvisioned", "218.4m, rounded up to 219m");
  }
}
