// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Money;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.telemetry.PolicyFigures.Efficiency;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyMetricsTest {
  private final OperatorRegistry registry = new OperatorRegistry();
  private final OperatorMetrics metrics =
      new OperatorMetrics(
          registry, new FigureMetrics(registry), new NameBound(2), new NameBound(0));

  private static PolicyFigures figures(double savings, String currency) {
    return new PolicyFigures(
        Map.of(Resource.CPU, Map.of(Verdict.OVER_PROVISIONED, 3)),
        Money.of(savings, currency),
        Money.of(100, currency),
        Map.of(),
        Map.of(),
        Map.of(Resource.CPU, new Efficiency(1, 4), Resource.MEMORY, new Efficiency(0, 0)));
  }

  @Test
  void showsWhatAPolicyStandsFor() {
    metrics.figures("shop/web", figures(18.02, "USD"));

    assertThat(Scraped.of(registry))
        .contains(
            "rightsizing_policy_savings_monthly{currency=\"USD\",namespace=\"shop\",policy=\"web\"}"
                + " 18.02",
            "rightsizing_policy_cost_monthly{currency=\"USD\",namespace=\"shop\",policy=\"web\"}"
                + " 100.0",
            "rightsizing_policy_efficiency_ratio{namespace=\"shop\",policy=\"web\",resource=\"cpu\"}"
                + " 0.25",
            "rightsizing_policy_recommendations{namespace=\"shop\",policy=\"web\",resource=\"cpu\","
                + "verdict=\"OverProvisioned\"} 3.0")
        .as("nothing is requested, so that there is no ratio")
        .doesNotContain("resource=\"memory\"} 0.0\nrightsizing_policy_efficiency");
  }

  @Test
  void sumsWhatIsBeyondTheBoundAndNeverMixesCurrencies() {
    metrics.figures("a/one", figures(1, "USD"));
    metrics.figures("b/two", figures(2, "USD"));
    Scraped.of(registry);
    metrics.figures("a/late", figures(4, "USD"));
    metrics.figures("c/later", figures(8, "USD"));
    metrics.figures("d/other", figures(16, "EUR"));

    assertThat(Scraped.of(registry))
        .contains(
            "rightsizing_policy_savings_monthly{currency=\"USD\",namespace=\"a\",policy=\"one\"} 1.0",
            "rightsizing_policy_savings_monthly{currency=\"USD\",namespace=\"b\",policy=\"two\"} 2.0",
            "currency=\"USD\",namespace=\"_other\",policy=\"_other\"} 12.0",
            "currency=\"EUR\",namespace=\"_other\",policy=\"_other\"} 16.0",
            "rightsizing_policy_efficiency_ratio{namespace=\"_other\",policy=\"_other\","
                + "resource=\"cpu\"} 0.25")
        .doesNotContain("late");
  }

  @Test
  void aPolicyThatIsGoneMakesRoom() {
    metrics.figures("a/one", figures(1, "USD"));
    metrics.figures("b/two", figures(2, "USD"));
    Scraped.of(registry);
    metrics.figures("c/three", figures(4, "USD"));

    metrics.forget("a/one");

    assertThat(Scraped.of(registry))
        .contains("namespace=\"c\",policy=\"three\"} 4.0")
        .doesNotContain("policy=\"one\"", "_other");
  }
}
