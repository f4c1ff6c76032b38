// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import dev.rightsizing.git.text.ProposalContent.Item;
import dev.rightsizing.model.Money;
import java.util.List;
import java.util.Optional;

/**
 * What a request saves and costs per month.
 *
 * @param net the sum of all workloads; empty where no saving is known, or in several currencies
 * @param saved by those that shrink
 * @param cost of those that grow, not negative
 */
record Totals(Optional<Money> net, Optional<Money> saved, Optional<Money> cost) {

  static Totals of(List<Item> items) {
    List<Money> all = items.stream().flatMap(i -> i.change().monthly().stream()).toList();
    if (all.isEmpty() || all.stream().map(Money::currency).distinct().count() > 1) {
      return new Totals(Optional.empty(), Optional.empty(), Optional.empty());
    }
    Money zero = Money.zero(all.get(0).currency());
    Money saved = zero;
    Money cost = zero;
    for (Money money : all) {
      if (money.value().signum() > 0) {
        saved = saved.plus(money);
      } else {
        cost = cost.minus(money);
      }
    }
    return new Totals(Optional.of(saved.minus(cost)), Optional.of(saved), Optional.of(cost));
  }

  /** {@code saving 41.20 USD per month}; empty where nothing is known or it is nothing. */
  Optional<String> phrase() {
    return net.filter(money -> money.value().signum() != 0)
        .map(
            money ->
                money.value().signum() > 0
                    ? "saving " + text(money) + " per month"
                    : "costing " + text(negated(money)) + " more per month");
  }

  /** Amount and currency; a currency is three letters, and nothing else gets through. */
  static String text(Money money) {
    return money.amount() + " " + money.currency().replaceAll("[^A-Za-z]", "");
  }

  static Money negated(Money money) {
    return Money.zero(money.currency()).minus(money);
  }
}
