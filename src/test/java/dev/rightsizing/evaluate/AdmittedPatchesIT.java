// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Patches;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.PatchAssertion;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whatever a pod looks like and whatever its namespace allows: no patch that is offered is refused,
 * and a new pod of the template is admitted after it.
 */
class AdmittedPatchesIT {
  private static final AtomicInteger OFFERED = new AtomicInteger();
  private static final Map<String, Quantity> NONE_USED = zero();

  private final LocalApiServer server = LocalApiServer.shared();
  private final PatchAssertion patch = new PatchAssertion(server);

  private static Map<String, Quantity> zero() {
    Map<String, Quantity> zero = new HashMap<>();
    RandomNamespace.QUOTA_KEYS.forEach(key -> zero.put(key, new Quantity("0")));
    return zero;
  }

  /** A property that no patch reaches would hold whatever the code does. */
  @AfterContainer
  static void enoughPatchesWereOffered() {
    assertThat(OFFERED.get()).as("patches offered in 50 namespaces").isGreaterThanOrEqualTo(15);
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF, seed = "4711")
  void noPatchThatIsOfferedIsRefused(@ForAll long seed) throws Exception {
    RandomNamespace random = new RandomNamespace(new Random(seed));
    try (Situation situation = new Situation(server)) {
      Optional<Map<String, Quantity>> hard = random.hard();
      hard.ifPresent(lines -> situation.quota(huge(lines), used(lines)));
      if (random.rangesComeFirst()) {
        random.ranges(situation);
      }
      Deployment web = situation.deployment("web", 1, random.pod());
      if (!runs(situation, web)) {
        return;
      }
      if (!random.rangesComeFirst()) {
        random.ranges(situation);
      }
      hard.ifPresent(
          lines -> situation.count(situation.quota(), over(situation, lines), usedNow(situation)));
      web.getSpec()
          .getTemplate()
          .getSpec()
          .getContainers()
          .forEach(c -> random.use(situation, "web-5f6d-x1", c));
      web.getSpec()
          .getTemplate()
          .getSpec()
          .getInitContainers()
          .forEach(c -> random.use(situation, "web-5f6d-x1", c));

      WorkloadRecommendation said = situation.evaluated("web", random.settings());

      if (!said.patches().equals(Patches.NONE)) {
        OFFERED.incrementAndGet();
        situation.delete("web-5f6d-x1");
        hard.ifPresent(
            lines -> situation.count(situation.quota(), over(situation, lines), used(lines)));
        patch.applies(said.workload().ref(), said.patches());
      }
    }
  }

  /** What the API server does not admit cannot run, and has no usage. */
  private static boolean runs(Situation situation, Deployment web) {
    try {
      situation.pods(web, "web-5f6d-x1");
      return true;
    } catch (KubernetesClientException e) {
      assertThat(e.getCode()).as(e.getMessage()).isIn(403, 422);
      return false;
    }
  }

  private static Map<String, Quantity> huge(Map<String, Quantity> lines) {
    Map<String, Quantity> huge = new HashMap<>();
    lines.keySet().forEach(key -> huge.put(key, new Quantity("1E")));
    return huge;
  }

  private static Map<String, Quantity> used(Map<String, Quantity> lines) {
    Map<String, Quantity> used = new HashMap<>(NONE_USED);
    used.keySet().retainAll(lines.keySet());
    return used;
  }

  /** As admission has counted the pod that runs. */
  private static Map<String, Quantity> usedNow(Situation situation) {
    return situation.quota().getStatus().getUsed();
  }

  /** So much over what the pod asks for; written once, so that it stays. */
  private static Map<String, Quantity> over(Situation situation, Map<String, Quantity> more) {
    ResourceQuota quota = situation.quota();
    Map<String, Quantity> hard = new HashMap<>();
    more.forEach(
        (key, extra) -> {
          Quantity now = quota.getStatus().getHard().get(key);
          BigDecimal used = quota.getStatus().getUsed().get(key).getNumericalAmount();
          boolean huge = now.getNumericalAmount().compareTo(new BigDecimal("1E17")) > 0;
          hard.put(
              key, huge ? new Quantity(used.add(extra.getNumericalAmount()).toPlainString()) : now);
        });
    return hard;
  }
}
