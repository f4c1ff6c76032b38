// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.pod;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.sizing.PodTotal;
import dev.rightsizing.sizing.pod.ShareOut.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Fits one resource of a pod's containers into what LimitRanges of type Pod allow the pod, counted
 * as the LimitRanger does: like the scheduler, without overhead. Too much is shared out ({@link
 * ShareOut}), too little is raised, and limits over the ratio are cut down to the peak; where that
 * is not enough, requests are raised.
 */
final class PodRange {
  private final ContainerLimits limits;
  private final Resource resource;
  private final Predicate<ContainerSizing> pressed;

  /**
   * @param limits of pods
   * @param pressed whether a container was killed or is throttled
   */
  PodRange(ContainerLimits limits, Resource resource, Predicate<ContainerSizing> pressed) {
    this.limits = limits;
    this.resource = resource;
    this.pressed = pressed;
  }

  /**
   * The sizes that fit, in the order of the containers; empty where none do.
   *
   * @param containers all of the pod, in its order
   */
  Optional<List<Size>> fit(List<ContainerSizing> containers) {
    List<Size> sizes =
        new ArrayList<>(containers.stream().map(c -> c.of(resource).recommended()).toList());
    if (limits.admits(total(containers, sizes))) {
      return Optional.of(sizes);
    }
    limits.min().ifPresent(min -> raise(containers, sizes, min, Size::request));
    limits.min().ifPresent(min -> raise(containers, sizes, min, Size::limit));
    boolean under =
        limits.max().isEmpty()
            || cut(containers, sizes, limits.max().get(), true)
                && cut(containers, sizes, limits.max().get(), false);
    if (!under) {
      return Optional.empty();
    }
    limits.maxLimitRequestRatio().ifPresent(ratio -> underRatio(containers, sizes, ratio));
    return limits.admits(total(containers, sizes)) ? Optional.of(sizes) : Optional.empty();
  }

  /** What the pod asks for as a whole; absent where no container asks for anything. */
  Size total(List<ContainerSizing> containers, List<Size> sizes) {
    return new Size(total(containers, sizes, Size::request), total(containers, sizes, Size::limit));
  }

  private Optional<Amount> total(
      List<ContainerSizing> containers, List<Size> sizes, Function<Size, Optional<Amount>> part) {
    if (sizes.stream().allMatch(s -> part.apply(s).isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        PodTotal.ofContainers(
                containers, resource, c -> part.apply(sizes.get(containers.indexOf(c))))
            .amount());
  }

  /** Each in step, so that together they are the least that the pod must have. */
  private void raise(
      List<ContainerSizing> containers,
      List<Size> sizes,
      Amount least,
      Function<Size, Optional<Amount>> part) {
    Optional<Amount> now = total(containers, sizes, part);
    if (now.isEmpty() || now.get().isZero() || now.get().compareTo(least) >= 0) {
      return;
    }
    double factor = least.ratioTo(now.get());
    boolean request = part.apply(new Size(now, Optional.empty())).isPresent();
    for (int i = 0; i < sizes.size(); i++) {
      Optional<Amount> is = part.apply(sizes.get(i));
      if (is.isPresent() && !fixed(containers.get(i))) {
        Amount more = is.get().times(factor).roundedUp();
        Size old = sizes.get(i);
        sizes.set(
            i,
            request
                ? new Size(Optional.of(more), old.limit().map(more::max))
                : new Size(old.request(), Optional.of(more)));
      }
    }
  }

  /** Shares out the most that the pod may have; false where it does not fit. */
  private boolean cut(
      List<ContainerSizing> containers, List<Size> sizes, Amount most, boolean limit) {
    Function<Size, Optional<Amount>> part = limit ? Size::limit : Size::request;
    Optional<Amount> wanted = total(containers, sizes, part);
    if (wanted.isEmpty() || wanted.get().compareTo(most) <= 0) {
      return true;
    }
    List<Size> current = containers.stream().map(c -> c.of(resource).current()).toList();
    boolean fitsNow =
        total(containers, current, part).filter(now -> now.compareTo(most) <= 0).isPresent();
    List<Function<ContainerSizing, Amount>> floors = new ArrayList<>();
    if (fitsNow) {
      floors.add(c -> part.apply(c.of(resource).current()).orElse(Amount.zero(resource)));
    } else {
      floors.add(c -> used(c, limit));
      if (limit && resource == Resource.CPU) {
        // A limit under the peak only slows a container down, where no pod at all could start.
        floors.add(c -> used(c, false));
      }
    }
    return floors.stream().anyMatch(floor -> share(containers, sizes, most, limit, floor));
  }

  private boolean share(
      List<ContainerSizing> containers,
      List<Size> sizes,
      Amount most,
      boolean limit,
      Function<ContainerSizing, Amount> floor) {
    Amount none = Amount.zero(resource);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      ContainerSizing container = containers.get(i);
      Amount wanted = (limit ? sizes.get(i).limit() : sizes.get(i).request()).orElse(none);
      Amount base = fixed(container) ? wanted : floor.apply(container).min(wanted);
      Amount used = fixed(container) ? wanted : used(container, limit).min(wanted).max(base);
      parts.add(
          new Part(container.container().role(), base, used, wanted, pressed.test(container)));
    }
    Optional<List<Amount>> shared = new ShareOut(most).among(parts);
    shared.ifPresent(
        gets -> {
          for (int i = 0; i < sizes.size(); i++) {
            Amount got = gets.get(i);
            Size old = sizes.get(i);
            sizes.set(
                i,
                limit
                    ? new Size(
                        old.limit().isPresent() ? old.request().map(got::min) : old.request(),
                        old.limit().map(l -> got))
                    : new Size(old.request().map(q -> got), old.limit()));
          }
        });
    return shared.isPresent();
  }

  /** A request is held against the statistic, a limit against the peak. */
  private Amount used(ContainerSizing container, boolean limit) {
    return container
        .of(resource)
        .usage()
        .map(limit ? UsageSummary::max : UsageSummary::statistic)
        .map(Amount::roundedUp)
        .orElse(Amount.zero(resource));
  }

  private void underRatio(List<ContainerSizing> containers, List<Size> sizes, double ratio) {
    if (limits.admitsRatio(total(containers, sizes))) {
      return;
    }
    for (int i = 0; i < sizes.size(); i++) {
      Size size = sizes.get(i);
      if (size.limit().isPresent() && size.request().isPresent() && !fixed(containers.get(i))) {
        Amount granule = new Amount(resource, resource.granule());
        Amount most =
            size.request()
                .get()
                .times(ratio)
                .roundedDown()
                .minus(granule)
                .max(size.request().get())
                .max(used(containers.get(i), true))
                .min(size.limit().get());
        // A limit under the peak would kill, so the request follows the limit.
        Amount request = size.request().get().max(most.times(1 / ratio).roundedUp()).min(most);
        sizes.set(i, new Size(Optional.of(request), Optional.of(most)));
      }
    }
  }

  /** What is not sized stays as it is. */
  private boolean fixed(ContainerSizing container) {
    return container.container().role() == ContainerRole.POD
        || container.of(resource).verdict().keepsAll();
  }
}
