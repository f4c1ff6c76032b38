// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Resource;
import dev.rightsizing.testkit.LocalPrometheus;
import dev.rightsizing.usage.SeriesKey;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.UsageSourceContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusContractIT extends UsageSourceContract {
  private static LocalPrometheus prometheus;

  @BeforeAll
  static void start(@TempDir Path dir) {
    StringBuilder text = new StringBuilder();
    cpu(text, "namespace=\"shop\",pod=\"web-1\",container=\"app\"", 0.5);
    cpu(text, "namespace=\"bank\",pod=\"x-1\",container=\"app\"", 0.25);
    for (long t = START; t <= END; t += 60) {
      text.append("container_memory_working_set_bytes{namespace=\"shop\",pod=\"web-1\",")
          .append("container=\"app\"} 300000000 ")
          .append(t)
          .append('\n');
    }
    prometheus = LocalPrometheus.with(dir, text.append("# EOF\n").toString());
  }

  private static void cpu(StringBuilder text, String labels, double cores) {
    for (long t = START; t <= END; t += 60) {
      text.append("container_cpu_usage_seconds_total{")
          .append(labels)
          .append("} ")
          .append(cores * (t - START))
          .append(' ')
          .append(t)
          .append('\n');
    }
  }

  @AfterAll
  static void stop() {
    prometheus.close();
  }

  @Test
  void podsOfOtherNamesAreNotSent() throws Exception {
    assertThat(readPods("web", Resource.CPU, "shop", "bank")).isEmpty();
    assertThat(readPods("x-.+", Resource.CPU, "shop", "bank"))
        .containsOnlyKeys(new SeriesKey("bank", "x-1", "app"));
  }

  @Override
  protected UsageSource source() throws Exception {
    return TestSources.source(prometheus.url(), Credentials.NONE, 1);
  }
}
