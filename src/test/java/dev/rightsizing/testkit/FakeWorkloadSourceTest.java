// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Workload;
import dev.rightsizing.workload.WorkloadSource;
import dev.rightsizing.workload.WorkloadSourceContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FakeWorkloadSourceTest extends WorkloadSourceContract {

  private final FakeWorkloadSource fake = new FakeWorkloadSource();

  @Override
  protected void namespace(String name, Map<String, String> labels) {
    fake.withNamespace(name, labels);
  }

  @Override
  protected void workload(Workload workload, String pod) {
    fake.with(workload, pod);
  }

  @Override
  protected void atLeast(String namespace, Amount min) {
    fake.withLimits(
        namespace,
        min.resource(),
        new ContainerLimits("least", Optional.of(min), Optional.empty(), Optional.empty()));
  }

  @Override
  protected void quota(String namespace, String name, Amount requests) {
    fake.withQuota(
        new Quota(
            namespace,
            name,
            "requests." + requests.resource().key(),
            requests.resource(),
            false,
            List.of(),
            requests,
            Optional.empty()));
  }

  @Override
  protected WorkloadSource source() {
    return fake;
  }

  @Test
  void failsWhenToldTo() {
    fake.fails(Reason.KUBERNETES_UNREACHABLE, "no route to host");

    assertThatThrownBy(() -> fake.view(Set.of("shop"))).hasMessage("no route to host");
  }
}
