// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardsFreshnessTest {

  static Stream<Dashboard> boards() {
    return Dashboards.all().stream();
  }

  private static JsonNode read(Dashboard board) throws IOException {
    return new ObjectMapper().readTree(Files.readString(Path.of(Dashboards.path(board))));
  }

  @ParameterizedTest
  @MethodSource("boards")
  void theChartHasWhatTheCodeWrites(Dashboard board) throws IOException {
    Path path = Path.of(Dashboards.path(board));
    if (Boolean.getBoolean("rightsizing.update")) {
      Files.writeString(path, board.json());
    }
    assertThat(path).as("run make crds and commit it").content().isEqualTo(board.json());
  }

  @Test
  void theChartHasNoOther() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("helm/rightsizing-operator/dashboards"))) {
      assertThat(files.map(Path::toString).filter(file -> file.endsWith(".json")))
          .containsExactlyInAnyOrder(boards().map(Dashboards::path).toArray(String[]::new));
    }
  }

  @ParameterizedTest
  @MethodSource("boards")
  void theVariablesAreInTheUsualOrderAndFollowTheTimeRange(Dashboard board) throws IOException {
    JsonNode list = read(board).at("/templating/list");

    assertThat(list.findValuesAsText("name"))
        .containsSubsequence("datasource", "cluster", "namespace", "workload");
    assertThat(list).hasSize(4);
    for (JsonNode variable : list) {
      if (variable.path("type").asText().equals("query")) {
        assertThat(variable.path("refresh").asInt()).as("on time range change").isEqualTo(2);
        assertThat(variable.at("/datasource/uid").asText()).isEqualTo("${datasource}");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("boards")
  void everyPanelHasASourceAUnitAndWordsAndOverlapsNoOther(Dashboard board) throws IOException {
    Set<String> places = new HashSet<>();
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : read(board).path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
      JsonNode at = panel.path("gridPos");
      assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = at.path("x").asInt(); x < at.path("x").asInt() + at.path("w").asInt(); x++) {
        for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
          assertThat(places.add(x + "," + y)).as(panel.path("title").asText()).isTrue();
        }
      }
      if (!Set.of("row", "text").contains(panel.path("type").asText())) {
        assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
        assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
        assertThat(panel.path("description").asText()).endsWith(".");
        assertThat(panel.path("targets")).isNotEmpty();
      }
    }
  }
}
