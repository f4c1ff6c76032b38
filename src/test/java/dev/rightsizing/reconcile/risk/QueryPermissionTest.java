// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.recommend.PolicyReader;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryPermissionTest {

  @ParameterizedTest
  @CsvSource({
    "rightsizing-system, '', false, true",
    "shop, '', false, false",
    "shop, '', true, true",
    "shop, http://prom.shop:9090, false, true",
    "shop, http://prom.monitoring:9090, false, false",
    "shop, http://prom.monitoring:9090/, false, false",
    "shop, HTTP://Prom.Monitoring:9090, false, false",
    "shop, http://prom.monitoring:9090, true, true",
  })
  void freeQueriesReachTheOperatorsSourceOnlyWhereAnAdministratorSaysSo(
      String namespace, String url, boolean everywhere, boolean allowed) throws Exception {
    RightSizingPolicy policy =
        Serialization.unmarshal(
            "apiVersion: rightsizing.dev/v1alpha1\nkind: RightSizingPolicy\nmetadata: {name: p,"
                + " namespace: "
                + namespace
                + "}\nspec: "
                + (url.isEmpty() ? "{}" : "{prometheus: {url: '" + url + "'}}"),
            RightSizingPolicy.class);
    QueryPermission permission =
        new QueryPermission(
            "rightsizing-system", Optional.of("http://prom.monitoring:9090"), everywhere);

    assertThat(permission.allows(new PolicyReader().read(policy))).isEqualTo(allowed);
  }
}
