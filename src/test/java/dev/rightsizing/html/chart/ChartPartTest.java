// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.html.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rightsizing.html.Templates;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.HourFigures;
import dev.rightsizing.model.HourlySeries;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartPartTest {
  /** The start of a day. */
  private static final long FIRST = 20_516L * 24;

  private final ChartPart charts = new ChartPart(new Templates());

  /** A week of CPU, 0.1 cores in the mean and 0.4 at the peak, without the hours 30 to 39. */
  private static HourlySeries week() {
    List<HourFigures> hours = new ArrayList<>();
    for (int i = 0; i < 168; i++) {
      if (i < 30 || i >= 40) {
        hours.add(new HourFigures(FIRST + i, 0.1, 0.2, i == 50 ? 0.4 : 0.25, 12));
      }
    }
    return new HourlySeries(Resource.CPU, FIRST, FIRST + 168, hours);
  }

  private static Size size(String request, String limit) {
    return new Size(
        Optional.of(Amount.parse(Resource.CPU, request)),
        Optional.of(Amount.parse(Resource.CPU, limit)));
  }

  private String html(HourlySeries series, List<ReferenceLine> lines) {
    return charts.render(new UsageChart("CPU of container <app>", series, lines)).getValue();
  }

  private static JsonNode data(String html) throws Exception {
    Matcher script =
        Pattern.compile("(?s)<script type=\"application/json\">(.*?)</script>").matcher(html);
    assertThat(script.find()).isTrue();
    return new ObjectMapper().readTree(script.group(1));
  }

  @Test
  void dataHaveEachHourInMillicoresAndNullWhereNothingIsKnown() throws Exception {
    JsonNode data = data(html(week(), List.of()));

    assertThat(data.path("first").asLong()).isEqualTo(FIRST);
    assertThat(data.path("hours").asInt()).isEqualTo(1);
    assertThat(data.path("mean")).hasSize(168);
    assertThat(data.path("mean").get(29).asInt()).isEqualTo(100);
    assertThat(data.path("mean").get(30).isNull()).isTrue();
    assertThat(data.path("p95").get(39).isNull()).isTrue();
    assertThat(data.path("peak").get(50).asInt()).isEqualTo(400);
  }

  @Test
  void aGapInterruptsThePicture() {
    String html = html(week(), List.of());

    Matcher path = Pattern.compile("class=\"use mean\" d=\"([^\"]*)\"").matcher(html);
    assertThat(path.find()).isTrue();
    assertThat(path.group(1).chars().filter(c -> c == 'M').count()).isEqualTo(2);
    assertThat(html).contains("10 hours of the window without data");
  }

  @Test
  void anHourBetweenTwoGapsIsADot() {
    HourlySeries one =
        new HourlySeries(
            Resource.CPU,
            FIRST,
            FIRST + 48,
            List.of(new HourFigures(FIRST + 20, 0.1, 0.2, 0.3, 12)));

    assertThat(html(one, List.of())).containsPattern("class=\"use peak\" d=\"M\\d+ \\d+h0\"");
  }

  @Test
  void linesAreThoseOfTheSizesNowAndOfTheProposedOnesThatDiffer() throws Exception {
    String html = html(week(), ReferenceLine.of(size("500m", "1"), size("240m", "1")));

    assertThat(data(html).path("lines").toString())
        .isEqualTo(
            "[[\"request\",\"Request\",500],[\"limit\",\"Limit\",1000],"
                + "[\"new-request\",\"Proposed request\",240]]");
    assertThat(html).contains("Proposed request 240m").doesNotContain("Proposed limit");
  }

  @Test
  void aLimitFarOverAllElseIsNamedButNotDrawn() throws Exception {
    String html = html(week(), ReferenceLine.of(size("500m", "64"), size("240m", "64")));

    assertThat(data(html).path("lines").findValuesAsText("key")).isEmpty();
    assertThat(data(html).path("lines").toString()).doesNotContain("limit");
    assertThat(html).contains("Limit 64, above the chart");
  }

  @Test
  void titlesAreTextAndSaidInWordsAndInATableToo() {
    String html = html(week(), List.of());

    assertThat(html)
        .contains("CPU of container &lt;app&gt;")
        .contains("Mean 100m, highest P95 of an hour 200m, peak 400m in the hour from")
        .doesNotContain("<app>");
    assertThat(html.split("<tr><td>")).hasSize(1 + 7);
  }

  @Test
  void noUsageIsAWordAndNoPicture() {
    String html = html(new HourlySeries(Resource.CPU, FIRST, FIRST + 168, List.of()), List.of());

    assertThat(html).contains("No usage is known").doesNotContain("<svg", "<script");
  }

  @Test
  void aLongWindowHasSeveralHoursAPointAndKeepsItsPeak() throws Exception {
    List<HourFigures> hours = new ArrayList<>();
    for (int i = 0; i < 90 * 24; i++) {
      hours.add(new HourFigures(FIRST + i, 1, 1, i == 1000 ? 7 : 1, 12));
    }
    JsonNode data =
        data(html(new HourlySeries(Resource.CPU, FIRST, FIRST + 90 * 24, hours), List.of()));

    assertThat(data.path("hours").asInt()).isEqualTo(3);
    assertThat(data.path("peak").get(333).asInt()).isEqualTo(7000);
    assertThat(data.path("mean").get(333).asInt()).isEqualTo(1000);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.00049, 0.0005",
    "0.123456, 0.123",
    "1.5, 1.5",
    "99.96, 100",
    "18.249, 18.2",
    "123.6, 124",
    "1234567.8, 1234568",
    "NaN, null"
  })
  void numbersHaveThreeDigitsOrAreWhole(double value, String text) {
    assertThat(ChartData.number(value)).isEqualTo(text);
  }

  @Test
  void theAxisOfMemoryIsDividedInGibibytes() {
    double gi = 1024.0 * 1024 * 1024;
    HourlySeries series =
        new HourlySeries(
            Resource.MEMORY,
            FIRST,
            FIRST + 2,
            List.of(
                new HourFigures(FIRST, 2 * gi, 2 * gi, 3.9 * gi, 12),
                new HourFigures(FIRST + 1, 2 * gi, 2 * gi, 2 * gi, 12)));

    assertThat(html(series, List.of()))
        .contains(">1Gi</text>", ">2Gi</text>", ">3Gi</text>", ">4Gi</text>");
  }

  @ParameterizedTest
  @CsvSource({"0, 4", "1, 1.2", "95, 100", "1000, 1200", "1180, 1600", "7.9, 10"})
  void theAxisEndsAtAShortNumberOverTheGreatestValue(double most, double top) {
    assertThat(ChartPicture.niceTop(most)).isEqualTo(top);
  }
}
