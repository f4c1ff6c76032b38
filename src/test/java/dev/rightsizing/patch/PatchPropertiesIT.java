// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Estimator;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.Patches;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.model.Window;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.sizing.Sizer;
import dev.rightsizing.sizing.SizingContext;
import dev.rightsizing.sizing.UsageEvidence;
import dev.rightsizing.testkit.Containers;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.PatchAssertion;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** Sizes and patches of generated pods, each tried on a real API server. */
class PatchPropertiesIT {
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");
  private static final List<WorkloadKind> KINDS =
      List.of(
          WorkloadKind.DEPLOYMENT,
          WorkloadKind.STATEFULSET,
          WorkloadKind.DAEMONSET,
          WorkloadKind.CRONJOB,
          WorkloadKind.JOB);

  private final LocalApiServer server = LocalApiServer.shared();
  private final PatchAssertion patch = new PatchAssertion(server);

  /**
   * What a template asks for of one resource.
   *
   * @param factor of limit over request; 0: no limit
   */
  private record Ask(String request, int factor, String alone) {
    void into(String key, Map<String, String> requests, Map<String, String> limits) {
      if (!request.isEmpty()) {
        requests.put(key, request);
      }
      if (factor > 0) {
        limits.put(key, request.isEmpty() ? alone : times(request, factor));
      }
    }

    private static String times(String quantity, int factor) {
      String digits = quantity.replaceAll("[^0-9].*", "");
      return Integer.parseInt(digits) * factor + quantity.substring(digits.length());
    }
  }

  private static Arbitrary<Ask> asks(String alone, String... requests) {
    return Combinators.combine(
            Arbitraries.of(requests), Arbitraries.of(0, 0, 1, 2, 7), Arbitraries.just(alone))
        .as(Ask::new);
  }

  private static Arbitrary<Container> containers(boolean init) {
    Arbitrary<String> others =
        Arbitraries.of("", "", "nvidia.com/gpu", "ephemeral-storage", "hugepages-2Mi");
    return Combinators.combine(
            asks("2", "", "0", "1m", "250m", "3"),
            asks("1Gi", "", "64Mi", "1Gi", "2G", "512m"),
            others,
            Arbitraries.of(true, false))
        .as((cpu, memory, other, sidecar) -> container(cpu, memory, other, init && sidecar));
  }

  private static Container container(Ask cpu, Ask memory, String other, boolean sidecar) {
    Map<String, String> requests = new TreeMap<>();
    Map<String, String> limits = new TreeMap<>();
    cpu.into("cpu", requests, limits);
    memory.into("memory", requests, limits);
    boolean pages = other.equals("hugepages-2Mi");
    if (pages) {
      // The API server wants CPU or memory beside them.
      requests.putIfAbsent("memory", "64Mi");
      limits.remove("memory");
    }
    if (!other.isEmpty()) {
      String amount = pages ? "4Mi" : "1";
      limits.put(other, amount);
      requests.put(other, amount);
    }
    Container made = KubernetesObjects.container("unnamed", text(requests), text(limits));
    return sidecar ? new ContainerBuilder(made).withRestartPolicy("Always").build() : made;
  }

  private static String text(Map<String, String> quantities) {
    return quantities.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(java.util.stream.Collectors.joining(","));
  }

  @Provide
  Arbitrary<PodSpec> pods() {
    return Combinators.combine(
            containers(false).list().ofMinSize(1).ofMaxSize(3),
            containers(true).list().ofMaxSize(2))
        .as(
            (mains, inits) ->
                new PodSpecBuilder()
                    .withContainers(named("c", mains))
                    .withInitContainers(named("i", inits))
                    .build());
  }

  private static List<Container> named(String prefix, List<Container> containers) {
    List<Container> named = new ArrayList<>();
    for (Container container : containers) {
      named.add(new ContainerBuilder(container).withName(prefix + "-" + named.size()).build());
    }
    return named;
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF, seed = "6086596103497972851")
  void noPatchIsRefusedAndNothingThatIsNotModelledIsLost(
      @ForAll("pods") PodSpec pod,
      @ForAll @IntRange(min = 0, max = 4) int kind,
      @ForAll LimitMode mode,
      @ForAll @IntRange(min = 1, max = 4000) int used,
      @ForAll @IntRange(min = 100, max = 500) int burst)
      throws Exception {
    String namespace = server.newNamespace("pods");
    HasMetadata made =
        make(KINDS.get(kind), new KubernetesObjects(server.client(), namespace), pod);
    Workload workload =
        new KubernetesWorkloadSource(server.client(), new SettableClock(NOW))
            .view(Set.of(namespace))
            .workloads()
            .get(0);
    List<ContainerSizing> sizings =
        workload.containers().stream().map(c -> sized(c, mode, used, burst)).toList();

    Patches patches = new PatchWriter().write(workload, sizings);

    if (!patches.equals(Patches.NONE)) {
      patch.applies(workload.ref(), patches);
    }
    server.client().resource(made).delete();
    server.client().namespaces().withName(namespace).delete();
  }

  private static HasMetadata make(WorkloadKind kind, KubernetesObjects objects, PodSpec pod) {
    return switch (kind) {
      case DEPLOYMENT -> objects.deployment("web", 1, pod);
      case STATEFULSET -> objects.statefulSet("web", 1, pod);
      case DAEMONSET -> objects.daemonSet("web", 1, pod);
      case CRONJOB -> objects.cronJob("web", 1, pod);
      case JOB -> objects.job("web", 1, pod);
      case ROLLOUT -> throw new IllegalArgumentException("no server of the tests serves Rollouts");
    };
  }

  private static ContainerSizing sized(ContainerSpec spec, LimitMode mode, int used, int burst) {
    return new ContainerSizing(
        spec,
        sized(spec, Resource.CPU, mode, Amount.cores(used / 1000.0), burst),
        sized(spec, Resource.MEMORY, mode, Amount.bytes(used * 1048576.0), burst));
  }

  private static ResourceSizing sized(
      ContainerSpec spec, Resource resource, LimitMode mode, Amount used, int burst) {
    SizingRule rule =
        new SizingRule(
            resource,
            95,
            20,
            Optional.empty(),
            Optional.empty(),
            resource == Resource.MEMORY && mode == LimitMode.NO_THROTTLE ? LimitMode.KEEP : mode,
            Estimator.PERCENTILE);
    Amount peak = used.times(burst / 100.0).roundedUp();
    return new Sizer()
        .size(
            spec,
            UsageEvidence.of(
                Optional.of(Containers.usage(resource, used.toQuantity(), peak.toQuantity()))),
            rule,
            new SizingContext(Window.DEFAULT, Thresholds.DEFAULT, ContainerLimits.NONE, false));
  }
}
