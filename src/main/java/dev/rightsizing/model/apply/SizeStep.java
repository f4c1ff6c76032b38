// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import java.util.Optional;

/** A change of one container's size for one resource. */
public record SizeStep(
    String container, ContainerRole role, Resource resource, Size from, Size to) {

  /** The same to another size. */
  public SizeStep withTo(Size other) {
    return new SizeStep(container, role, resource, from, other);
  }

  /** The way back. */
  public SizeStep reversed() {
    return new SizeStep(container, role, resource, to, from);
  }

  /** Whether anything changes. */
  public boolean isChange() {
    return !from.equals(to);
  }

  /** Whether the request or the limit falls; a limit that is new counts as a fall. */
  public boolean isDown() {
    return requestFalls() || limitFalls();
  }

  /** Whether the request falls. */
  public boolean requestFalls() {
    return falls(from.request(), to.request());
  }

  /** Whether the limit falls; one that is new counts as a fall. */
  public boolean limitFalls() {
    Optional<Amount> before = from.enforced().limit();
    Optional<Amount> after = to.enforced().limit();
    return before.isEmpty() && after.isPresent() || falls(before, after);
  }

  private static boolean falls(Optional<Amount> before, Optional<Amount> after) {
    return before.isPresent() && after.isPresent() && after.get().compareTo(before.get()) < 0;
  }
}
