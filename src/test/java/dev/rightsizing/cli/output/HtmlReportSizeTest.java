// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.testkit.SampleShop;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportSizeTest {

  @Test
  void containersCostFewBytesEach(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("report.html");
    try (SampleShop shop = new SampleShop(200);
        PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
      Report report = Report.of(shop.evaluate(), resource -> "container_" + resource.key());
      long start = System.nanoTime();
      ReportFormat.HTML.write(report, shop::series, out);
      Duration took = Duration.ofNanos(System.nanoTime() - start);

      assertThat(took).isLessThan(Duration.ofSeconds(30));
    }
    assertThat(Files.size(file)).isBetween(200 * 5_000L, 200 * 15_000L);
  }
}
