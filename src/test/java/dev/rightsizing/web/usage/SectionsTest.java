// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.html.Templates;
import dev.rightsizing.model.Reason;
import dev.rightsizing.recommend.RecommendationStudies;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.web.PageRequest;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SectionsTest {
  private static CheckoutStudy checkout;

  @BeforeAll
  static void evaluate() throws Exception {
    checkout = new CheckoutStudy();
  }

  @AfterAll
  static void stop() {
    checkout.close();
  }

  private static PageRequest request(String... pairs) {
    Map<String, List<String>> query = new HashMap<>();
    for (String pair : pairs) {
      query.put(
          pair.substring(0, pair.indexOf('=')), List.of(pair.substring(pair.indexOf('=') + 1)));
    }
    return new PageRequest(
        "GET",
        "/",
        "/",
        Map.of(),
        query,
        Map.of(),
        Map.of(),
        Map.of(),
        new InetSocketAddress("127.0.0.1", 1),
        false);
  }

  private static String whatIf(RecommendationStudies studies, String... pairs) {
    return new WhatIfSection(new Templates(), studies)
        .render(checkout.recommendation(), request(pairs), "/there/what-if")
        .orElseThrow()
        .getValue();
  }

  private static String whatIf(String... pairs) {
    return whatIf(checkout.studies(), pairs);
  }

  @Test
  void usageIsAChartForEachResourceWithTheSizesOfTheRecommendation() {
    String html =
        new UsageSection(new Templates(), checkout.studies())
            .render(checkout.recommendation(), request(), "/there/usage")
            .orElseThrow()
            .getValue();

    assertThat(html.split("data-chart")).hasSize(1 + 2);
    assertThat(html)
        .contains("CPU of container app", "Memory of container app", "Proposed request")
        .contains("evaluations see it, pods combined as the policy says");
  }

  @Test
  void theFormBeginsWithThePolicysRulesAndNoResult() {
    String html = whatIf();

    assertThat(html)
        .contains("name=\"cpu.percentile\" min=\"1\" max=\"100\" step=\"1\" value=\"95\"")
        .contains("name=\"memory.percentile\" min=\"50\"")
        .contains("<option selected>Keep</option>")
        .doesNotContain("Saves", "role=\"alert\"");
  }

  @Test
  void aResultHasSizesPastDaysSavingsAndTheYamlToCopy() {
    String html = whatIf("cpu.percentile=50", "cpu.headroomPercent=0", "cpu.limit=None");

    assertThat(html)
        .contains("<strong>Saves ", " more than the ")
        .containsPattern("under the day&#39;s P95 on [1-6] of 6 days \\(the policy&#39;s rules: ")
        .contains("spec:\n  cpu:\n    percentile: 50\n    headroomPercent: 0\n    limit: None\n")
        .contains("Request with these rules")
        .contains("value=\"50\" data-slider");
  }

  @Test
  void aRuleThatAPolicyCannotHaveIsSaidAndWhatWasEnteredStays() {
    String html = whatIf("memory.percentile=3", "cpu.max=\"><script>alert(1)</script>");

    assertThat(html)
        .contains("role=\"alert\"", "cpu.max must be a quantity that is not negative")
        .contains("value=\"&quot;&gt;&lt;script&gt;")
        .doesNotContain("<script>alert", "Saves");
  }

  @Test
  void whatCannotBeReadIsASentence() {
    RecommendationStudies broken =
        asked -> {
          throw new UsageException(Reason.SOURCE_TIMEOUT, "no answer <b>in</b> 30 s");
        };

    assertThat(whatIf(broken))
        .contains("Usage cannot be read now: no answer &lt;b&gt;in&lt;/b&gt; 30 s");
    assertThat(whatIf(asked -> Optional.empty())).contains("The workload or its policy is gone");
  }
}
