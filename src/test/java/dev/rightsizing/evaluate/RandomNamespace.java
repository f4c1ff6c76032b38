// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.SizingSettings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.LimitRangeItem;
import io.fabric8.kubernetes.api.model.LimitRangeItemBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A pod, what it uses, and what its namespace allows: by chance, but the same for one seed. */
final class RandomNamespace {
  static final List<String> QUOTA_KEYS =
      List.of("requests.cpu", "limits.cpu", "requests.memory", "limits.memory");

  private static final List<String> RESOURCES = List.of("cpu", "memory");

  private final Random random;
  private final boolean rangesFirst;

  RandomNamespace(Random random) {
    this.random = random;
    this.rangesFirst = random.nextBoolean();
  }

  /** Else they come when the pod runs, which need not be within them. */
  boolean rangesComeFirst() {
    return rangesFirst;
  }

  /** One to four ordinary containers, at times init containers and native sidecars. */
  PodSpec pod() {
    List<Container> mains = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      mains.add(container("main" + i));
    }
    List<Container> inits = new ArrayList<>();
    for (int i = 0; i < random.nextInt(3); i++) {
      boolean sidecar = random.nextBoolean();
      inits.add(
          new ContainerBuilder(container("init" + i))
              .withRestartPolicy(sidecar ? "Always" : null)
              .build());
    }
    PodSpecBuilder pod = new PodSpecBuilder().withContainers(mains).withInitContainers(inits);
    if (random.nextInt(3) == 0) {
      pod.withResources(level());
    }
    return pod.build();
  }

  private Container container(String name) {
    Map<String, Quantity> requests = new HashMap<>();
    Map<String, Quantity> limits = new HashMap<>();
    for (String resource : RESOURCES) {
      int request = 20 + random.nextInt(500);
      if (random.nextInt(4) > 0) {
        requests.put(resource, quantity(resource, request));
      }
      if (random.nextInt(2) == 0) {
        limits.put(resource, quantity(resource, request + random.nextInt(3) * 100));
      }
    }
    return new ContainerBuilder()
        .withName(name)
        .withImage("registry.example/" + name)
        .withResources(resources(requests, limits))
        .build();
  }

  /** No less than any six containers ask for, and no limit of a container is over it. */
  private ResourceRequirements level() {
    Map<String, Quantity> requests = new HashMap<>();
    Map<String, Quantity> limits = new HashMap<>();
    for (String resource : RESOURCES) {
      int request = 6 * 720 + random.nextInt(2000);
      if (random.nextInt(4) > 0) {
        requests.put(resource, quantity(resource, request));
        if (random.nextBoolean()) {
          limits.put(resource, quantity(resource, request + random.nextInt(1000)));
        }
      }
    }
    return resources(requests, limits);
  }

  private static ResourceRequirements resources(
      Map<String, Quantity> requests, Map<String, Quantity> limits) {
    return new ResourceRequirementsBuilder().withRequests(requests).withLimits(limits).build();
  }

  /** One or two, or none. */
  void ranges(Situation situation) {
    for (int i = 0; i < random.nextInt(3); i++) {
      LimitRangeItem item = random.nextBoolean() ? ofContainers() : ofPods();
      try {
        situation.limitRange("range" + i, item);
      } catch (KubernetesClientException e) {
        // A ratio that its own min and max cannot have is no LimitRange.
        assertThat(e.getCode()).as(e.getMessage()).isEqualTo(422);
      }
    }
  }

  private LimitRangeItem ofContainers() {
    String resource = resource();
    LimitRangeItemBuilder item = new LimitRangeItemBuilder().withType("Container");
    int min = 1 + random.nextInt(100);
    if (random.nextBoolean()) {
      item.addToMin(resource, quantity(resource, min));
    }
    if (random.nextBoolean()) {
      item.addToDefaultRequest(resource, quantity(resource, min + random.nextInt(100)));
      item.addToDefault(resource, quantity(resource, min + 100 + random.nextInt(400)));
    }
    if (random.nextBoolean()) {
      item.addToMax(resource, quantity(resource, min + 600 + random.nextInt(1500)));
    }
    if (random.nextInt(3) == 0) {
      item.addToMaxLimitRequestRatio(resource, new Quantity("" + (1 + random.nextInt(5))));
    }
    return item.build();
  }

  private LimitRangeItem ofPods() {
    String resource = resource();
    LimitRangeItemBuilder item = new LimitRangeItemBuilder().withType("Pod");
    int min = 50 + random.nextInt(600);
    if (random.nextBoolean()) {
      item.addToMin(resource, quantity(resource, min));
    }
    if (random.nextInt(3) > 0) {
      item.addToMax(resource, quantity(resource, min + random.nextInt(3000)));
    }
    if (random.nextInt(3) == 0) {
      item.addToMaxLimitRequestRatio(resource, new Quantity("" + (1 + random.nextInt(4))));
    }
    return item.build();
  }

  /** What a quota leaves over what the pod asks for; empty: no quota. */
  Optional<Map<String, Quantity>> hard() {
    if (random.nextInt(3) > 0) {
      return Optional.empty();
    }
    Map<String, Quantity> more = new HashMap<>();
    for (String key : QUOTA_KEYS) {
      if (random.nextBoolean()) {
        more.put(key, quantity(key.substring(key.indexOf('.') + 1), random.nextInt(600)));
      }
    }
    return more.isEmpty() ? Optional.empty() : Optional.of(more);
  }

  /** Within its limits, as anything else would be no usage; at times nothing is known. */
  void use(Situation situation, String pod, Container container) {
    if (random.nextInt(8) > 0) {
      situation.uses(
          pod, container.getName(), share(container, "cpu") / 1000.0, share(container, "memory"));
    }
  }

  private int share(Container container, String resource) {
    Quantity limit = container.getResources().getLimits().get(resource);
    double unit = resource.equals("cpu") ? 0.001 : 1024 * 1024;
    int most =
        limit == null ? 700 : (int) Math.round(limit.getNumericalAmount().doubleValue() / unit);
    return 1 + random.nextInt(most);
  }

  SizingSettings settings() {
    SizingSettings usual = SizingSettings.DEFAULT;
    return new SizingSettings(
        usual.window(),
        withLimit(usual.cpu(), mode(true)),
        withLimit(usual.memory(), mode(false)),
        usual.thresholds(),
        usual.tolerance());
  }

  private LimitMode mode(boolean cpu) {
    LimitMode[] modes = LimitMode.values();
    LimitMode mode = modes[random.nextInt(modes.length)];
    return mode == LimitMode.NO_THROTTLE && !cpu ? LimitMode.KEEP : mode;
  }

  private static SizingRule withLimit(SizingRule rule, LimitMode mode) {
    return new SizingRule(
        rule.resource(),
        rule.percentile(),
        rule.headroomPercent(),
        rule.min(),
        rule.max(),
        mode,
        rule.estimator());
  }

  private String resource() {
    return RESOURCES.get(random.nextInt(RESOURCES.size()));
  }

  private static Quantity quantity(String resource, int amount) {
    return new Quantity(amount + (resource.equals("cpu") ? "m" : "Mi"));
  }
}
