// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizeOrigin;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.workload.LabelSelector.Operator;
import dev.rightsizing.workload.LabelSelector.Requirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every source of workloads keeps to, a fake included. */
public abstract class WorkloadSourceContract {

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String shop = "shop-" + mark;
  private final String bank = "bank-" + mark;

  /** Makes a namespace. */
  protected abstract void namespace(String name, Map<String, String> labels);

  /** Makes a workload of kind Deployment or StatefulSet and one living pod of it. */
  protected abstract void workload(Workload workload, String pod);

  /** Makes a LimitRange with a least request. */
  protected abstract void atLeast(String namespace, Amount min);

  /** Makes a ResourceQuota that nothing was counted for yet. */
  protected abstract void quota(String namespace, String name, Amount requests);

  protected abstract WorkloadSource source();

  private static Workload example(String namespace, WorkloadKind kind, String name) {
    Map<Resource, Size> sizes =
        Map.of(
            Resource.CPU, Size.of(Amount.cores(0.25), null),
            Resource.MEMORY, Size.of(Amount.bytes(64 << 20), Amount.bytes(128 << 20)));
    Map<Resource, SizeOrigin> origin =
        Map.of(Resource.CPU, SizeOrigin.TEMPLATE, Resource.MEMORY, SizeOrigin.TEMPLATE);
    return new Workload(
        new WorkloadRef(namespace, kind, name),
        "",
        Map.of("app", name),
        2,
        List.of(new ContainerSpec("app", ContainerRole.MAIN, 0, sizes, origin, sizes)),
        List.of());
  }

  @Test
  void readsOnlyTheNamespacesAskedFor() throws WorkloadException {
    namespace(shop, Map.of());
    namespace(bank, Map.of());
    workload(example(shop, WorkloadKind.DEPLOYMENT, "web"), "web-1");
    workload(example(bank, WorkloadKind.DEPLOYMENT, "web"), "web-1");

    assertThat(source().view(Set.of(shop)).workloads())
        .extracting(w -> w.ref().toString())
        .containsExactly(shop + "/Deployment/web");
  }

  @Test
  void tellsWhatAWorkloadAsksFor() throws WorkloadException {
    namespace(shop, Map.of());
    Workload made = example(shop, WorkloadKind.DEPLOYMENT, "web");
    workload(made, "web-1");

    Workload read = source().view(Set.of(shop)).workloads().get(0);

    assertThat(read.replicas()).isEqualTo(2);
    assertThat(read.labels()).isEqualTo(made.labels());
    assertThat(read.containers())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("running")
        .isEqualTo(made.containers());
  }

  @Test
  void ordersWorkloadsByReference() throws WorkloadException {
    namespace(shop, Map.of());
    namespace(bank, Map.of());
    workload(example(shop, WorkloadKind.DEPLOYMENT, "web"), "web-1");
    workload(example(bank, WorkloadKind.STATEFULSET, "db"), "db-0");
    workload(example(bank, WorkloadKind.DEPLOYMENT, "web"), "web-1");

    assertThat(source().view(Set.of(shop, bank)).workloads())
        .extracting(w -> w.ref().toString())
        .containsExactly(
            bank + "/Deployment/web", bank + "/StatefulSet/db", shop + "/Deployment/web");
  }

  @Test
  void leavesOutANamespaceThatIsNotThere() throws WorkloadException {
    namespace(shop, Map.of());
    workload(example(shop, WorkloadKind.DEPLOYMENT, "web"), "web-1");

    ClusterView view = source().view(Set.of(shop, "gone-" + mark));

    assertThat(view.workloads()).hasSize(1);
    assertThat(view.failures()).isEmpty();
  }

  @Test
  void seesNothingInNoNamespace() throws WorkloadException {
    ClusterView view = source().view(Set.of());

    assertThat(view.workloads()).isEmpty();
    assertThat(view.pods().ownerOf(shop, "web-1")).isEmpty();
  }

  @Test
  void knowsWhoseAPodIs() throws WorkloadException {
    namespace(shop, Map.of());
    Workload db = example(shop, WorkloadKind.STATEFULSET, "db");
    workload(db, "db-0");

    assertThat(source().view(Set.of(shop)).pods().ownerOf(shop, "db-0")).contains(db.ref());
  }

  @Test
  void doesNotKnowAPodOfAnotherNamespace() throws WorkloadException {
    namespace(shop, Map.of());
    namespace(bank, Map.of());
    workload(example(shop, WorkloadKind.STATEFULSET, "db"), "db-0");

    assertThat(source().view(Set.of(shop, bank)).pods().ownerOf(bank, "db-0")).isEmpty();
  }

  @Test
  void tellsTheLimitsOfEachNamespace() throws WorkloadException {
    namespace(shop, Map.of());
    namespace(bank, Map.of());
    atLeast(shop, Amount.cores(0.05));

    ClusterView view = source().view(Set.of(shop, bank));

    assertThat(view.limits(shop, Resource.CPU).min()).contains(Amount.cores(0.05));
    assertThat(view.limits(shop, Resource.MEMORY)).isEqualTo(ContainerLimits.NONE);
    assertThat(view.limits(bank, Resource.CPU)).isEqualTo(ContainerLimits.NONE);
  }

  @Test
  void tellsAQuotaThatWasNotCountedYet() throws WorkloadException {
    namespace(shop, Map.of());
    quota(shop, "compute", Amount.cores(4));

    assertThat(source().view(Set.of(shop)).quotas())
        .containsExactly(
            new Quota(
                shop,
                "compute",
                "requests.cpu",
                Resource.CPU,
                false,
                List.of(),
                Amount.cores(4),
                Optional.empty()));
  }

  @Test
  void selectsNamespacesByLabel() throws WorkloadException {
    namespace(shop, Map.of("mark", mark, "tier", "web"));
    namespace(bank, Map.of("mark", mark));
    Requirement marked = new Requirement("mark", Operator.IN, List.of(mark));
    Requirement notWeb = new Requirement("tier", Operator.NOT_IN, List.of("web"));

    assertThat(source().namespaces(new LabelSelector(Map.of("mark", mark), List.of())))
        .containsExactlyInAnyOrder(shop, bank);
    assertThat(source().namespaces(new LabelSelector(Map.of(), List.of(marked, notWeb))))
        .containsExactly(bank);
  }

  @Test
  void selectsEveryNamespaceWithoutASelector() throws WorkloadException {
    namespace(shop, Map.of());
    namespace(bank, Map.of("tier", "web"));

    assertThat(source().namespaces(LabelSelector.EVERYTHING)).contains(shop, bank);
  }
}
