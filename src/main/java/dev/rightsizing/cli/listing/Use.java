// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.listing;

import dev.rightsizing.api.v1alpha1.recommendation.RequestAndLimit;
import dev.rightsizing.api.v1alpha1.recommendation.ResourceRecommendation;
import dev.rightsizing.cli.terminal.Cell;
import dev.rightsizing.cli.terminal.Style;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * What a container used of one resource, against what it has now. Of CPU it is the 95th percentile
 * over the window, of memory the peak: what a limit of each must hold.
 *
 * @param used a quantity, as request and limit; empty where it is not known or not set
 */
record Use(Optional<Amount> used, Optional<Amount> request, Optional<Amount> limit) {
  private static final int WARNING = 80;
  private static final int CRITICAL = 90;
  private static final int EMERGENCY = 95;
  private static final int WHOLE = 100;

  static Use of(Resource resource, ResourceRecommendation figures) {
    if (figures == null) {
      return new Use(Optional.empty(), Optional.empty(), Optional.empty());
    }
    RequestAndLimit now = figures.getCurrent();
    return new Use(
        Optional.ofNullable(figures.getUsage())
            .map(usage -> resource == Resource.CPU ? usage.getP95() : usage.getMax())
            .flatMap(text -> amount(resource, text)),
        Optional.ofNullable(now)
            .map(RequestAndLimit::getRequest)
            .flatMap(text -> amount(resource, text)),
        Optional.ofNullable(now)
            .map(RequestAndLimit::getLimit)
            .flatMap(text -> amount(resource, text)));
  }

  private static Optional<Amount> amount(Resource resource, String quantity) {
    try {
      return Optional.of(Amount.parse(resource, quantity));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // of a newer version, or written by hand
    }
  }

  /** In percent of the limit; empty without usage or limit. */
  OptionalInt ofLimit() {
    return percent(limit);
  }

  /** In percent of the request; empty without usage or request. */
  OptionalInt ofRequest() {
    return percent(request);
  }

  private OptionalInt percent(Optional<Amount> whole) {
    return used.isPresent() && whole.isPresent()
        ? used.get().percentOf(whole.get())
        : OptionalInt.empty();
  }

  /** Used, request, percent of it, limit, percent of it. */
  List<Cell> cells() {
    return List.of(
        quantity(used, Amount::toUsage),
        quantity(request, Amount::toQuantity),
        new Cell(text(ofRequest()), ofRequest().orElse(0) > WHOLE ? Style.WARNING : Style.PLAIN),
        quantity(limit, Amount::toQuantity),
        new Cell(text(ofLimit()), style(ofLimit().orElse(0))));
  }

  /** By the levels of risk. */
  private static Style style(int percentOfLimit) {
    if (percentOfLimit >= EMERGENCY) {
      return Style.EMERGENCY;
    }
    if (percentOfLimit >= CRITICAL) {
      return Style.CRITICAL;
    }
    return percentOfLimit >= WARNING ? Style.WARNING : Style.PLAIN;
  }

  private static Cell quantity(Optional<Amount> amount, Function<Amount, String> text) {
    return Cell.of(amount.map(text).orElse("-"));
  }

  private static String text(OptionalInt percent) {
    return percent.isPresent() ? percent.getAsInt() + "%" : "-";
  }
}
