// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static dev.rightsizing.testkit.KubernetesObjects.quantities;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.quota.QuotaAmount;
import dev.rightsizing.model.quota.QuotaScope;
import dev.rightsizing.model.quota.QuotaScope.Kind;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaLinesTest {

  private static ResourceQuota quota(String specHard, String statusHard, String used) {
    return new ResourceQuotaBuilder()
        .withNewMetadata()
        .withName("compute")
        .withNamespace("shop")
        .endMetadata()
        .withNewSpec()
        .withHard(quantities(specHard))
        .endSpec()
        .withNewStatus()
        .withHard(quantities(statusHard))
        .withUsed(quantities(used))
        .endStatus()
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "cpu, CPU, false",
    "memory, MEMORY, false",
    "requests.cpu, CPU, false",
    "requests.memory, MEMORY, false",
    "limits.cpu, CPU, true",
    "limits.memory, MEMORY, true",
  })
  void readsEveryKeyOfCpuAndMemory(String key, Resource resource, boolean onLimits) {
    Quota line = QuotaLines.of(quota(key + "=4", key + "=4", key + "=1")).get(0);

    assertThat(line.key()).isEqualTo(key);
    assertThat(line.resource()).isEqualTo(resource);
    assertThat(line.onLimits()).isEqualTo(onLimits);
    assertThat(line.used()).contains(new Amount(resource, 1));
  }

  @Test
  void leavesOutWhatCountsSomethingElse() {
    assertThat(QuotaLines.of(quota("pods=4,requests.storage=1Gi", "", ""))).isEmpty();
  }

  @Test
  void believesTheStatusBeforeTheSpec() {
    assertThat(QuotaLines.of(quota("requests.cpu=8", "requests.cpu=4", "")).get(0).hard())
        .isEqualTo(Amount.cores(4));
  }

  @Test
  void hasNoUseBeforeItIsCounted() {
    assertThat(QuotaLines.of(quota("requests.cpu=8", "", "")).get(0).used()).isEmpty();
  }

  @Test
  void saysThatAScopeCountsOnlySomePods() {
    ResourceQuota byScope =
        new ResourceQuotaBuilder(quota("cpu=8", "", ""))
            .editSpec()
            .addToScopes("BestEffort")
            .endSpec()
            .build();
    ResourceQuota bySelector =
        new ResourceQuotaBuilder(quota("cpu=8", "", ""))
            .editSpec()
            .withNewScopeSelector()
            .addNewMatchExpression()
            .withOperator("Exists")
            .withScopeName("PriorityClass")
            .endMatchExpression()
            .endScopeSelector()
            .endSpec()
            .build();

    assertThat(QuotaLines.of(quota("cpu=8", "", "")).get(0).scopes()).isEmpty();
    assertThat(QuotaLines.of(byScope).get(0).scopes())
        .containsExactly(QuotaScope.of(Kind.BEST_EFFORT));
    assertThat(QuotaLines.of(bySelector).get(0).scopes())
        .containsExactly(QuotaScope.of(Kind.PRIORITY_CLASS));
  }

  @Test
  void passesOverAQuotaThatCannotBeRead() {
    ResourceQuota bad =
        new ResourceQuotaBuilder(quota("", "", ""))
            .editSpec()
            .addToHard("cpu", new Quantity("much"))
            .endSpec()
            .build();

    assertThat(QuotaLines.readable(bad)).isEmpty();
  }

  private static String uses(ResourceQuota quota) {
    return QuotaLines.uses(quota).stream()
        .map(u -> u.key().resource() + " " + u.used().map(QuotaAmount::quantity) + u.hard().value())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  @Test
  void readsTheUseOfEveryLineWhateverItCounts() {
    assertThat(
            uses(
                quota(
                    "pods=4",
                    "pods=5,count/secrets=2,requests.storage=1Ki,cpu=500m",
                    "pods=4,cpu=250m,count/secrets=2")))
        .isEqualTo(
            "count/secrets Optional[2]2.0, cpu Optional[250m]0.5, pods Optional[4]5.0,"
                + " requests.storage Optional.empty1024.0");
  }

  @Test
  void readsTheUseFromTheSpecUntilThereIsAStatus() {
    ResourceQuota fresh =
        new ResourceQuotaBuilder(quota("pods=4", "", "")).withStatus(null).build();

    assertThat(uses(fresh)).isEqualTo("pods Optional.empty4.0");
  }

  @Test
  void oneLineThatCannotBeReadCostsNoOther() {
    ResourceQuota bad =
        new ResourceQuotaBuilder(quota("", "pods=4", "pods=1"))
            .editStatus()
            .addToHard("cpu", new Quantity("much"))
            .endStatus()
            .build();

    assertThat(uses(bad)).isEqualTo("pods Optional[1]4.0");
  }
}
