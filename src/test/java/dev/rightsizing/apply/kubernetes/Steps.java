// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import dev.rightsizing.apply.Actuator.Provenance;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.SizeStep;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a change asks an actuator for, in short. */
final class Steps {
  static final Provenance BY =
      new Provenance("shop/cost", "checkout", "42", "P95 of 7 days is 180m");

  private Steps() {}

  /** Sizes are written {@code request/limit}, each of which may be empty. */
  static SizeStep cpu(String container, String from, String to) {
    return step(container, ContainerRole.MAIN, Resource.CPU, from, to);
  }

  static SizeStep memory(String container, String from, String to) {
    return step(container, ContainerRole.MAIN, Resource.MEMORY, from, to);
  }

  static SizeStep step(
      String container, ContainerRole role, Resource resource, String from, String to) {
    return new SizeStep(container, role, resource, size(resource, from), size(resource, to));
  }

  private static Size size(Resource resource, String text) {
    String[] parts = (text + "/ ").split("/");
    return Size.of(amount(resource, parts[0]), amount(resource, parts[1]));
  }

  private static Amount amount(Resource resource, String text) {
    return text.isBlank() ? null : Amount.parse(resource, text);
  }

  /** A pod as a watch would show it; an actuator needs its name and uid alone. */
  static LivePod live(Pod pod) {
    return live(pod.getMetadata().getName(), pod.getMetadata().getUid());
  }

  static LivePod live(String name, String uid) {
    return new LivePod(
        name,
        uid,
        Instant.EPOCH,
        Optional.of("node-1"),
        false,
        true,
        Optional.empty(),
        "Burstable",
        "",
        false,
        false,
        false,
        false,
        Optional.empty(),
        LivePod.ResizeReport.DONE,
        List.of());
  }
}
