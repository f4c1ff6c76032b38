// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.web.PageRequest;
import dev.rightsizing.web.Samples;
import dev.rightsizing.web.data.RecommendationRow;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableQueryTest {
  private final List<RecommendationRow> rows =
      Samples.shop().stream().map(RecommendationRow::of).toList();

  private static TableQuery query(String... parameters) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    Arrays.stream(parameters)
        .map(parameter -> parameter.split("=", 2))
        .forEach(parts -> query.put(parts[0], List.of(parts[1])));
    return TableQuery.of(
        new PageRequest(
            "GET",
            "/recommendations",
            "/recommendations",
            Map.of(),
            query,
            Map.of(),
            Map.of(),
            Map.of(),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
            false));
  }

  private List<String> found(String... parameters) {
    return query(parameters).select(rows).stream().map(RecommendationRow::target).toList();
  }

  @Test
  void withoutParametersTheGreatestSavingComesFirst() {
    assertThat(query().select(rows))
        .hasSameSizeAs(rows)
        .extracting(row -> row.saving().orZero())
        .isSortedAccordingTo(Comparator.<BigDecimal>reverseOrder());
  }

  @Test
  void everyWordOfTheSearchMustBeThere() {
    assertThat(found("q=shop CART")).containsExactly("Deployment/cart");
    assertThat(found("q=deployment/check")).containsExactly("Deployment/checkout");
    assertThat(found("q=cart bank-eu")).isEmpty();
  }

  @Test
  void filtersAreExactAndAllCount() {
    assertThat(found("namespace=bank-eu", "decision=Rejected")).containsExactly("Deployment/sepa");
    assertThat(found("namespace=bank")).isEmpty();
    assertThat(found("currency=EUR", "risk=None", "sort=workload"))
        .containsExactly("Deployment/fraud-check", "Rollout/portal");
    assertThat(found("verdict=UnderProvisioned")).hasSameSizeAs(rows);
  }

  @Test
  void theWorstRiskComesFirst() {
    assertThat(found("sort=risk").subList(0, 2))
        .containsExactly("Deployment/cart", "StatefulSet/search");
    assertThat(found("sort=risk", "order=asc").get(rows.size() - 1)).isEqualTo("Deployment/cart");
  }

  @Test
  void theAddressSaysTheSameAsTheParameters() {
    TableQuery query =
        query("q=a&b", "risk=Warning", "sort=risk", "order=asc", "size=25", "page=3", "policy=");

    assertThat(query.url())
        .isEqualTo("/recommendations?q=a%26b&risk=Warning&sort=risk&order=asc&size=25&page=3");
    assertThat(query().url()).isEqualTo("/recommendations");
  }

  @Test
  void whatIsNotUnderstoodCountsAsNotSet() {
    assertThat(query("page=-1", "size=1000000", "sort=drop table", "order=sideways"))
        .satisfies(
            query -> {
              assertThat(query.page()).isEqualTo(1);
              assertThat(query.size()).isEqualTo(50);
              assertThat(query.sort()).isEqualTo(TableQuery.Column.SAVING);
            });
    assertThat(query("page=99999999999").page()).isEqualTo(1);
  }

  @Test
  void aPagePastTheEndIsTheLast() {
    List<RecommendationRow> many = Samples.many(60).stream().map(RecommendationRow::of).toList();
    TableView table = TableView.of(query("page=9"), many, Samples.NOW);

    assertThat(table.first()).isEqualTo(51);
    assertThat(table.last()).isEqualTo(60);
    assertThat(table.next()).isEmpty();
    assertThat(table.previous()).isEqualTo("/recommendations");
  }
}
