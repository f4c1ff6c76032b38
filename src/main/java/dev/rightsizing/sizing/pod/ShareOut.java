// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.pod;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shares what a pod may have among its containers, in the order in which quotas are shared: first
 * those that were killed or are throttled, then what lies under usage, then headroom. Where a turn
 * does not fit, all in it get the same share of it; an init container gets what the sidecars before
 * it leave. Worked: 1500m for two that have 500m, use 900m and want 1080m: 500m left, of which each
 * wants 400m for its usage, so each gets 750m.
 */
final class ShareOut {
  private final Amount room;

  ShareOut(Amount room) {
    this.room = room;
  }

  /**
   * One container's part.
   *
   * @param base what it gets in any case
   * @param used what it uses, between base and wanted
   * @param wanted the most that it gets
   * @param pressed whether it was killed or is throttled
   */
  record Part(ContainerRole role, Amount base, Amount used, Amount wanted, boolean pressed) {}

  /** What each gets, in the order of the parts, which is that of the pod; empty if none fits. */
  Optional<List<Amount>> among(List<Part> parts) {
    double left = room.value();
    double pressed = 0;
    double urgent = 0;
    double rest = 0;
    for (Part part : parts) {
      if (part.role() != ContainerRole.INIT) {
        left -= part.base().value();
        double growth = part.wanted().minus(part.base()).value();
        double underUsage = part.used().minus(part.base()).value();
        pressed += part.pressed() ? growth : 0;
        urgent += part.pressed() ? 0 : underUsage;
        rest += part.pressed() ? 0 : growth - underUsage;
      }
    }
    double dust = 1e-6 * room.resource().granule();
    if (left < -dust) {
      return Optional.empty();
    }
    double ofPressed = share(pressed, left + dust);
    double ofUrgent = share(urgent, left + dust - pressed);
    double ofRest = share(rest, left + dust - pressed - urgent);
    List<Amount> gets = new ArrayList<>();
    Amount given = Amount.zero(room.resource());
    for (Part part : parts) {
      Amount underUsage = part.used().minus(part.base());
      Amount headroom = part.wanted().minus(part.used());
      Amount got =
          part.pressed()
              ? part.base().plus(part.wanted().minus(part.base()).times(ofPressed))
              : part.base().plus(underUsage.times(ofUrgent)).plus(headroom.times(ofRest));
      Amount whole = got.roundedDown().max(part.base()).min(part.wanted());
      gets.add(whole);
      given = part.role() == ContainerRole.INIT ? given : given.plus(whole);
    }
    handOut(room.minus(given), parts, gets);
    return init(parts, gets);
  }

  /** What rounding down has left over, a granule each, so that a pod of exactly its room is met. */
  private static void handOut(Amount over, List<Part> parts, List<Amount> gets) {
    double granule = over.resource().granule();
    long granules = (long) Math.floor(over.value() / granule + 1e-9);
    for (int i = 0; i < parts.size() && granules > 0; i++) {
      Amount one = new Amount(over.resource(), granule);
      Amount more = gets.get(i).plus(one);
      if (parts.get(i).role() != ContainerRole.INIT && more.compareTo(parts.get(i).wanted()) <= 0) {
        gets.set(i, more);
        granules--;
      }
    }
  }

  private Optional<List<Amount>> init(List<Part> parts, List<Amount> gets) {
    Amount sidecars = Amount.zero(room.resource());
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part.role() == ContainerRole.SIDECAR) {
        sidecars = sidecars.plus(gets.get(i));
      } else if (part.role() == ContainerRole.INIT) {
        Amount most = room.minus(sidecars).min(part.wanted());
        Amount got = most.compareTo(part.wanted()) < 0 ? most.roundedDown() : most;
        if (got.compareTo(part.base()) < 0) {
          return Optional.empty();
        }
        gets.set(i, got);
      }
    }
    return Optional.of(gets);
  }

  private static double share(double wanted, double left) {
    return wanted <= Math.max(0, left) ? 1 : Math.max(0, left) / wanted;
  }
}
