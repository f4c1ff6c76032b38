// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rightsizing.testkit.LocalPrometheus;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each query of the dashboards as they lie in the chart, with the variables put in as Grafana puts
 * them in, against a real Prometheus.
 */
class DashboardQueriesIT {
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static LocalPrometheus prometheus;

  @BeforeAll
  static void start(@TempDir Path dir) {
    prometheus = LocalPrometheus.with(dir, DashboardSeries.text());
  }

  @AfterAll
  static void stop() {
    prometheus.close();
  }

  private static JsonNode get(String path, Map<String, String> parameters) throws Exception {
    List<String> query = new ArrayList<>();
    parameters.forEach(
        (name, value) -> query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(
                    URI.create(prometheus.url() + path + "?" + String.join("&", query)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(parameters + ": " + answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("data");
  }

  /** As Grafana writes variables with several values into a query. */
  private static String filled(String query, Map<String, String> variables) {
    String text = query.replace("$__rate_interval", "5m");
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      text = text.replace("$" + variable.getKey(), variable.getValue());
    }
    assertThat(text.replace("\"$1\"", "")).as("a variable without a value").doesNotContain("$");
    return text;
  }

  private static JsonNode range(String query) throws Exception {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("query", query);
    parameters.put("start", Long.toString(DashboardSeries.END - 600));
    parameters.put("end", Long.toString(DashboardSeries.END));
    parameters.put("step", "60");
    return get("/api/v1/query_range", parameters).path("result");
  }

  private static final Map<String, String> ALL =
      Map.of("cluster", ".*", "namespace", ".*", "workload", ".+");

  private static final List<Map<String, String>> SELECTIONS =
      List.of(
          ALL,
          Map.of("cluster", "prod", "namespace", "mixin", "workload", "checkout"),
          Map.of(
              "cluster",
              "(prod|test)",
              "namespace",
              "(older|raw)",
              "workload",
              "(checkout|orders)"),
          Map.of("cluster", "prod", "namespace", "raw", "workload", "checkout"));

  static Stream<Arguments> everyQuery() throws IOException {
    List<Arguments> all = new ArrayList<>();
    for (Dashboard board : Dashboards.all()) {
      for (JsonNode panel :
          JSON.readTree(Files.readString(Path.of(Dashboards.path(board)))).path("panels")) {
        for (JsonNode target : panel.path("targets")) {
          all.add(
              Arguments.of(
                  board.uid(),
                  panel.path("title").asText(),
                  target.path("legendFormat").asText(),
                  target.path("expr").asText()));
        }
      }
    }
    assertThat(all).hasSizeGreaterThan(60);
    return all.stream();
  }

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @MethodSource("everyQuery")
  void returnsData(String board, String panel, String legend, String query) throws Exception {
    for (Map<String, String> selection : SELECTIONS) {
      JsonNode found = range(filled(query, selection));

      assertThat(found).as("%s with %s", query, selection).isNotEmpty();
      for (JsonNode series : found) {
        assertThat(series.path("values")).isNotEmpty();
        for (Matcher label = Pattern.compile("\\{\\{(\\w+)}}").matcher(legend); label.find(); ) {
          if (!label.group(1).equals("pod")) {
            assertThat(series.path("metric").has(label.group(1)))
                .as("label %s of %s", label.group(1), query)
                .isTrue();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mixin,checkout,0.3",
    "older,checkout,0.4",
    "raw,checkout,0.5",
    "raw,orders,0.2",
    "raw,invoices,0.6"
  })
  void usageIsThatOfTheBusiestPodOfTheWorkloadAlone(String namespace, String workload, double cores)
      throws Exception {
    JsonNode found =
        range(
            filled(
                Usage.byWorkload(Usage.cpu()),
                Map.of("cluster", ".*", "namespace", namespace, "workload", workload)));

    assertThat(found).hasSize(1);
    assertThat(found.get(0).at("/metric/workload").asText()).isEqualTo(workload);
    assertThat(found.get(0).at("/values/5/1").asDouble())
        .isCloseTo(cores, org.assertj.core.api.Assertions.within(0.01));
  }

  @Test
  void aWorkloadWhoseNameBeginsLikeAnothersIsNotMixedUp() throws Exception {
    JsonNode found =
        range(
            filled(
                Usage.byWorkload(Usage.memory()),
                Map.of("cluster", ".*", "namespace", "raw", "workload", "check")));

    assertThat(found).isEmpty();
  }

  @Test
  void theVariablesOfferWhatThereIs() throws Exception {
    for (Dashboard board : Dashboards.all()) {
      for (Dashboard.Variable variable : board.variables()) {
        Matcher parts = LABEL_VALUES.matcher(variable.query());
        assertThat(parts.matches()).isTrue();
        Map<String, String> parameters =
            Map.of(
                "match[]", filled(parts.group(1), ALL),
                "start", Long.toString(DashboardSeries.END - 600),
                "end", Long.toString(DashboardSeries.END));
        TreeSet<String> values = new TreeSet<>();
        get("/api/v1/series", parameters)
            .forEach(series -> values.add(series.path(parts.group(2)).asText()));
        assertThat(values)
            .as(variable.query())
            .contains(
                switch (variable.name()) {
                  case "cluster" -> "prod";
                  case "namespace" -> "mixin";
                  default -> "checkout";
                });
      }
    }
  }
}
