// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.usage.prometheus.answer.ApiResponse;
import dev.rightsizing.usage.prometheus.answer.SeriesReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelMeaningTest {

  @ParameterizedTest
  @CsvSource({
    "cpu, PART",
    "cluster, CLUSTER",
    "cluster_id, CLUSTER",
    "k8s_cluster, CLUSTER",
    "eksClusterName, CLUSTER",
    "prometheus_replica, DUPLICATE",
    "replica, DUPLICATE",
    "__replica__, DUPLICATE",
    "receive_replica, DUPLICATE",
    "job, DUPLICATE",
    "id, DUPLICATE",
    "name, DUPLICATE",
    "image, DUPLICATE",
    "instance, DUPLICATE",
    "node, DUPLICATE",
    "topology_kubernetes_io_zone, DUPLICATE",
    "eks_amazonaws_com_nodegroup, DUPLICATE",
    "env, UNKNOWN",
    "tenant_id, UNKNOWN"
  })
  void aLabelsNameTellsWhatItsValuesMean(String name, LabelMeaning meaning) {
    assertThat(LabelMeaning.of(name)).isEqualTo(meaning);
  }

  @Test
  void onlyLabelsThatMeanSomethingAreKept() throws IOException {
    assertThat(labels("\"cpu\":\"total\",\"id\":\"/a\",\"image\":\"x\",\"instance\":\"1:1\""))
        .containsExactly(SeriesLabels.NONE);
    assertThat(labels("\"cluster\":\"prod\",\"id\":\"/a\",\"prometheus_replica\":\"a\""))
        .containsExactly(new SeriesLabels(List.of("cluster", "prod")));
  }

  @Test
  void aPartOfAFigureKeepsWhatTellsItsWholeFromOthers() throws IOException {
    assertThat(labels("\"cpu\":\"cpu01\",\"id\":\"/a\",\"prometheus_replica\":\"b\""))
        .containsExactly(
            new SeriesLabels(List.of("cpu", "cpu01", "id", "/a", "prometheus_replica", "b")));
  }

  private static List<SeriesLabels> labels(String more) throws IOException {
    String json =
        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{"
            + "\"namespace\":\"shop\",\"pod\":\"web-1\",\"container\":\"app\","
            + more
            + "},\"values\":[[1700000000,\"1\"]]}]}}";
    List<SeriesLabels> seen = new ArrayList<>();
    SeriesReader reader =
        new SeriesReader((key, seconds, values, count) -> seen.add(key.labels()), 100);
    ApiResponse.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), reader);
    return seen;
  }
}
