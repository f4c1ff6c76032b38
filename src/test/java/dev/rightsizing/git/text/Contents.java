// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import dev.rightsizing.git.text.ProposalContent.Item;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Money;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.ProposedContainer;
import dev.rightsizing.model.proposal.WorkloadOwner;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Requests to write about. */
final class Contents {
  static final URI PAGE = URI.create("https://rightsizing.example.com/");
  static final String LABEL = "rightsizing/reject";

  private Contents() {}

  /** Six workloads in files of four styles, of which one grows, and four that stay. */
  static ProposalContent shop() {
    WorkloadRef checkout = ref(WorkloadKind.DEPLOYMENT, "checkout");
    return content(
        List.of(
            item(
                change(
                    checkout,
                    "18.02",
                    container(
                        "app",
                        cpu("1", "2", "219m", "482m", "182m", "401m"),
                        memory("2Gi", "2Gi", "900Mi", "900Mi", "640Mi", "782Mi")),
                    sidecar("proxy", cpu("100m", null, "20m", null, "14m", "16m"))),
                "apps/shop/checkout.yaml",
                "by kind, namespace and name"),
            item(
                change(
                    ref(WorkloadKind.DEPLOYMENT, "search"),
                    "12.41",
                    container(
                        "app",
                        cpu("2", null, "1150m", null, "958m", "1320m"),
                        memory("4Gi", "4Gi", "2990Mi", "2990Mi", "2301Mi", "2600Mi"))),
                "overlays/prod/search-sizes.yaml",
                "overlay prod"),
            item(
                change(
                    ref(WorkloadKind.DEPLOYMENT, "web"),
                    "15.57",
                    container("web", cpu("500m", "1", "96m", "192m", "80m", "143m"))),
                "charts/web/values-prod.yaml",
                "values of chart web"),
            refused(
                item(
                    change(
                        ref(WorkloadKind.STATEFULSET, "orders-db"),
                        "-7.10",
                        container(
                            "postgres",
                            memory("1Gi", "1Gi", "1178Mi", "1178Mi", "1012Mi", "1024Mi"))),
                    "apps/shop/orders-db.yaml",
                    "edit mark")),
            item(
                change(
                    ref(WorkloadKind.DAEMONSET, "node-cache"),
                    "1.12",
                    container("cache", memory("256Mi", null, "96Mi", null, "70Mi", "83Mi"))),
                "apps/shop/node-cache.yaml",
                "by kind, namespace and name"),
            item(
                change(
                    ref(WorkloadKind.CRONJOB, "invoices"),
                    "1.18",
                    container(
                        "invoices",
                        cpu("1", null, "310m", null, "255m", "880m"),
                        memory("1Gi", "1Gi", "405Mi", "405Mi", "301Mi", "352Mi"))),
                "apps/shop/invoices.yaml",
                "by kind, namespace and name")),
        List.of(
            left(
                "legacy",
                Reason.MANIFEST_NOT_EDITABLE,
                "apps/shop/legacy.yaml",
                "The memory request is the template expression {{ .Values.mem | quote }}; set it in"
                    + " the file of values, or map that in spec.git.helmValues."),
            left(
                "mailer",
                Reason.LOW_CONFIDENCE,
                null,
                "Usage covers 9h of 7d; wait until 24h are there."),
            left(
                "pricing",
                Reason.LOW_CONFIDENCE,
                null,
                "Usage covers 3h of 7d; wait until 24h are there."),
            left(
                "ads",
                Reason.MANIFEST_NOT_FOUND,
                null,
                "No file below apps/shop has Deployment shop/ads.")));
  }

  static ProposalContent content(List<Item> items, List<NotProposed> left) {
    return new ProposalContent(
        new PolicyRef("shop", "shop"), "", items, left, Optional.of(PAGE), LABEL);
  }

  /** As many workloads as wanted, each with long texts. */
  static ProposalContent many(int workloads) {
    return content(
        IntStream.range(0, workloads)
            .mapToObj(
                i ->
                    item(
                        change(
                            ref(WorkloadKind.DEPLOYMENT, "service-" + i),
                            "1.01",
                            container("app", cpu("1", "2", "219m", "482m", "182m", "401m"))),
                        "apps/service-" + i + "/deployment.yaml",
                        "by kind, namespace and name"))
            .toList(),
        IntStream.range(0, workloads)
            .mapToObj(i -> left("left-" + i, Reason.LOW_CONFIDENCE, null, "x".repeat(300)))
            .toList());
  }

  static WorkloadRef ref(WorkloadKind kind, String name) {
    return new WorkloadRef("shop", kind, name);
  }

  static Item item(ProposedChange change, String file, String how) {
    return new Item(change, file, how, Optional.empty(), new DryRun.Accepted());
  }

  private static Item refused(Item item) {
    return new Item(
        item.change(),
        item.file(),
        item.how(),
        Optional.of("The file says 512Mi where the cluster has 1Gi."),
        new DryRun.Refused(
            "statefulsets.apps \"orders-db\" is forbidden: exceeded quota: compute, requested:"
                + " limits.memory=1178Mi, used: limits.memory=19Gi, limited: limits.memory=20Gi"));
  }

  static ProposedChange change(WorkloadRef ref, String monthly, ProposedContainer... containers) {
    boolean grows = monthly.startsWith("-");
    return new ProposedChange(
        ref,
        Map.of(),
        WorkloadOwner.UNKNOWN,
        Arrays.asList(containers),
        3,
        Optional.of(new Money(new BigDecimal(monthly), "USD")),
        ref.kind() == WorkloadKind.CRONJOB ? Confidence.Level.MEDIUM : Confidence.Level.HIGH,
        grows ? "Critical" : "None",
        grows ? List.of("memory of container postgres is at 99 % of its limit") : List.of(),
        grows ? "limits.memory of quota compute would be 20.2Gi of 20Gi" : "",
        List.of());
  }

  static ProposedContainer container(String name, ProposedContainer.Change... changes) {
    return new ProposedContainer(name, ContainerRole.MAIN, Arrays.asList(changes));
  }

  static ProposedContainer sidecar(String name, ProposedContainer.Change... changes) {
    return new ProposedContainer(name, ContainerRole.SIDECAR, Arrays.asList(changes));
  }

  /** Request and limit now, request and limit proposed, P95 and peak. */
  static ProposedContainer.Change cpu(String... amounts) {
    return resource(Resource.CPU, "P95 " + amounts[4] + " over 7d (2016 samples) x 1.20", amounts);
  }

  static ProposedContainer.Change memory(String... amounts) {
    return resource(
        Resource.MEMORY, "peak " + amounts[5] + " over 7d (2016 samples) x 1.15", amounts);
  }

  private static ProposedContainer.Change resource(
      Resource resource, String explanation, String... amounts) {
    List<Optional<Amount>> all =
        Arrays.stream(amounts)
            .map(text -> Optional.ofNullable(text).map(t -> Amount.parse(resource, t)))
            .toList();
    return new ProposedContainer.Change(
        resource,
        new Size(all.get(0), all.get(1)),
        new Size(all.get(2), all.get(3)),
        all.get(4),
        all.get(5),
        explanation + ", rounded up to " + amounts[2]);
  }

  static NotProposed left(String name, Reason reason, String file, String message) {
    return new NotProposed(
        ref(WorkloadKind.DEPLOYMENT, name),
        Optional.empty(),
        Optional.ofNullable(file),
        reason,
        message);
  }
}
