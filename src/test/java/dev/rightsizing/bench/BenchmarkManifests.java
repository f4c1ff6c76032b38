// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.bench;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.ProposedContainer;
import dev.rightsizing.model.proposal.WorkloadOwner;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Manifests of a repository as people keep them: one Deployment a file, beside other objects. */
final class BenchmarkManifests {
  private static final int NAMESPACES = 50;

  private BenchmarkManifests() {}

  static WorkloadRef ref(int i) {
    return new WorkloadRef("ns" + i % NAMESPACES, WorkloadKind.DEPLOYMENT, "app" + i);
  }

  static String path(int i) {
    return "apps/ns" + i % NAMESPACES + "/app" + i + ".yaml";
  }

  static String text(int i) {
    WorkloadRef ref = ref(i);
    return """
        # %2$s of the shop
        apiVersion: v1
        kind: Service
        metadata:
          name: %2$s
          namespace: %1$s
        spec:
          selector: {app: %2$s}
          ports: [{port: 80, targetPort: http}]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: %2$s
          namespace: %1$s
        spec:
          replicas: 3
          selector:
            matchLabels: {app: %2$s}
          template:
            metadata:
              labels: {app: %2$s}
            spec:
              containers:
              - name: app
                image: registry.example.com/%2$s:1.0.0
                resources:
                  requests:
                    cpu: "1"       # as measured in spring
                    memory: 2Gi
                  limits:
                    memory: 2Gi
        """
        .formatted(ref.namespace(), ref.name());
  }

  static ProposedChange change(int i, int millicores) {
    Size now = Size.of(Amount.cores(1), null);
    Size proposed = Size.of(Amount.cores(millicores / 1000.0), null);
    return new ProposedChange(
        ref(i),
        Map.of(),
        WorkloadOwner.UNKNOWN,
        List.of(
            new ProposedContainer(
                "app",
                ContainerRole.MAIN,
                List.of(
                    new ProposedContainer.Change(
                        Resource.CPU,
                        now,
                        proposed,
                        Optional.of(Amount.cores(0.18)),
                        Optional.of(Amount.cores(0.4)),
                        "P95 182m over 7d (2016 samples) x 1.20 = 218.4m, rounded up to 219m")))),
        3,
        Optional.empty(),
        Confidence.Level.HIGH,
        "None",
        List.of(),
        "",
        List.of());
  }
}
