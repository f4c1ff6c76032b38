// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.scaling;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.Verdict;
import java.util.Optional;

/**
 * A size that stays. Its request does in any case; its memory limit may rise, because an autoscaler
 * does not look at limits and a limit under the need kills.
 */
final class HeldSize {

  /**
   * The container with one resource held.
   *
   * @param more whether a kill asks for a greater limit
   */
  ContainerSizing with(ContainerSizing sizing, Resource resource, String clause, boolean more) {
    ResourceSizing wanted = sizing.of(resource);
    Size now = wanted.current();
    Optional<Amount> peak = wanted.usage().map(UsageSummary::max);
    boolean low =
        resource == Resource.MEMORY
            && now.limit().isPresent()
            && (more || peak.filter(p -> p.compareTo(now.limit().get()) > 0).isPresent());
    Optional<Amount> raised =
        low
            ? wanted.recommended().limit().filter(l -> l.compareTo(now.limit().get()) > 0)
            : Optional.empty();
    String text =
        wanted.explanation()
            + clause
            + raised
                .map(
                    l ->
                        "; its limit is raised to "
                            + l.toQuantity()
                            + ", as kills or peaks"
                            + " require")
                .orElse("");
    ResourceSizing kept =
        new ResourceSizing(
            resource,
            now,
            wanted.origin(),
            wanted.usage(),
            raised.isPresent() ? new Size(now.request(), raised) : now,
            Verdict.HELD_BY_AUTOSCALER,
            text,
            wanted.adaptive(),
            wanted.maxTooLow());
    return replaced(sizing, kept);
  }

  /** The same container with another size of one resource. */
  static ContainerSizing sized(ContainerSizing sizing, Resource resource, Size size) {
    ResourceSizing was = sizing.of(resource);
    return replaced(
        sizing,
        new ResourceSizing(
            resource,
            was.current(),
            was.origin(),
            was.usage(),
            size,
            was.verdict(),
            was.explanation(),
            was.adaptive(),
            was.maxTooLow()));
  }

  /** The same container with more to say about one resource. */
  static ContainerSizing saying(ContainerSizing sizing, Resource resource, String more) {
    ResourceSizing was = sizing.of(resource);
    return replaced(
        sizing,
        new ResourceSizing(
            resource,
            was.current(),
            was.origin(),
            was.usage(),
            was.recommended(),
            was.verdict(),
            was.explanation() + more,
            was.adaptive(),
            was.maxTooLow()));
  }

  /** A container that is left alone. */
  static ResourceSizing untouched(ContainerSpec container, Resource resource) {
    return new ResourceSizing(
        resource,
        container.current(resource),
        container.origin(resource),
        Optional.empty(),
        container.current(resource),
        Verdict.INSUFFICIENT_DATA,
        "",
        Optional.empty(),
        false);
  }

  private static ContainerSizing replaced(ContainerSizing sizing, ResourceSizing other) {
    return other.resource() == Resource.CPU
        ? new ContainerSizing(sizing.container(), other, sizing.memory())
        : new ContainerSizing(sizing.container(), sizing.cpu(), other);
  }
}
