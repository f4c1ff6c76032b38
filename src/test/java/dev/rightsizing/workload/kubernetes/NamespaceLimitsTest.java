// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.testkit.KubernetesObjects;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.LimitRangeItem;
import io.fabric8.kubernetes.api.model.LimitRangeItemBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamespaceLimitsTest {

  private static LimitRange range(String name, LimitRangeItem... items) {
    return new LimitRangeBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withLimits(items)
        .endSpec()
        .build();
  }

  private static LimitRangeItemBuilder item(String type) {
    return new LimitRangeItemBuilder().withType(type);
  }

  @Test
  void takesTheStrictestOfSeveral() {
    LimitRange wide =
        range(
            "wide",
            item("Container")
                .withMin(KubernetesObjects.quantities("cpu=10m"))
                .withMax(KubernetesObjects.quantities("cpu=8"))
                .withMaxLimitRequestRatio(KubernetesObjects.quantities("cpu=10"))
                .build());
    LimitRange narrow =
        range(
            "narrow",
            item("Container")
                .withMin(KubernetesObjects.quantities("cpu=50m"))
                .withMax(KubernetesObjects.quantities("cpu=2"))
                .withMaxLimitRequestRatio(KubernetesObjects.quantities("cpu=1500m"))
                .build());

    var cpu = NamespaceLimits.of(List.of(wide, narrow)).limits().get(Resource.CPU);

    assertThat(cpu.min()).contains(Amount.cores(0.05));
    assertThat(cpu.max()).contains(Amount.cores(2));
    assertThat(cpu.maxLimitRequestRatio()).contains(1.5);
    assertThat(cpu.name()).isEqualTo("narrow, wide");
  }

  @Test
  void keepsWhatIsAboutPodsApart() {
    LimitRange pods =
        range(
            "pods",
            item("Pod")
                .withMin(KubernetesObjects.quantities("cpu=100m"))
                .withMax(KubernetesObjects.quantities("cpu=8"))
                .withMaxLimitRequestRatio(KubernetesObjects.quantities("cpu=4"))
                .build());

    NamespaceLimits read = NamespaceLimits.of(List.of(pods));

    assertThat(read.limits()).isEmpty();
    assertThat(read.defaults()).isEmpty();
    var cpu = read.pods().get(Resource.CPU);
    assertThat(cpu.min()).contains(Amount.cores(0.1));
    assertThat(cpu.max()).contains(Amount.cores(8));
    assertThat(cpu.maxLimitRequestRatio()).contains(4.0);
    assertThat(cpu.limitNeeded()).contains("LimitRange 'pods' max refuses pods without one");
  }

  @Test
  void takesTheLeastOfSeveralDefaultLimits() {
    LimitRange first =
        range(
            "first",
            item("Container").withDefault(KubernetesObjects.quantities("memory=1Gi")).build());
    // A max without a default is the default.
    LimitRange second =
        range(
            "second",
            item("Container").withMax(KubernetesObjects.quantities("memory=512Mi")).build());

    var memory = NamespaceLimits.of(List.of(first, second)).limits().get(Resource.MEMORY);

    assertThat(memory.defaultLimit()).contains(Amount.parse(Resource.MEMORY, "512Mi"));
    assertThat(memory.limitNeeded()).contains("LimitRange 'first' would set 1Gi");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', '', 500m, , 500m",
    "'', '', 1, 500m, 1, 500m",
    "'', '', 1, '', 1, 1",
    "'', 2, '', '', 2, 2",
    "'', 2, 1, '', 1, 1",
    "100m, '', '', '', , 100m",
    "100m, '', 1, '', 1, 1",
  })
  void fillsInDefaultsAsTheApiServerDoes(
      String min, String max, String limit, String request, String wantLimit, String wantRequest) {
    LimitRange range =
        range(
            "defaults",
            item("Container")
                .withMin(KubernetesObjects.quantities(cpu(min)))
                .withMax(KubernetesObjects.quantities(cpu(max)))
                .withDefault(KubernetesObjects.quantities(cpu(limit)))
                .withDefaultRequest(KubernetesObjects.quantities(cpu(request)))
                .build());

    assertThat(NamespaceLimits.of(List.of(range)).defaults().get(Resource.CPU))
        .isEqualTo(
            Size.of(
                Amount.parse(Resource.CPU, wantRequest),
                wantLimit == null ? null : Amount.parse(Resource.CPU, wantLimit)));
  }

  private static String cpu(String quantity) {
    return quantity.isEmpty() ? "" : "cpu=" + quantity;
  }
}
