// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.proposal.Bound;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.patch.edit.PresentSize;
import java.util.List;
import java.util.Optional;

/** What is wanted beside what the files say. */
record PresentEdits(List<Pair> pairs) {

  /**
   * A quantity that is wanted.
   *
   * @param there what the files say; empty: nothing
   */
  record Pair(SizeEdit edit, Optional<PresentSize> there) {

    /** What only a template engine knows stays when the cluster has what is wanted. */
    boolean needed() {
      Optional<Amount> wanted = edit.to();
      return isHidden() ? !same(edit.from(), wanted) : !same(amount(), wanted);
    }

    private boolean isHidden() {
      return there.isPresent() && there.get().line() > 0 && amount().isEmpty();
    }

    private Optional<Amount> amount() {
      return there.flatMap(PresentSize::amount);
    }

    private static boolean same(Optional<Amount> a, Optional<Amount> b) {
      return a.map(Amount::toQuantity).equals(b.map(Amount::toQuantity));
    }

    /** Whether the files say what the cluster has, or what it shall have. */
    boolean isKnown() {
      return same(amount(), edit.from()) || same(amount(), edit.to());
    }

    private boolean differs() {
      return amount().isPresent() && !same(amount(), edit.from());
    }

    private String text(String container) {
      return "%s %s of %s is %s on line %d and %s in the cluster"
          .formatted(
              edit.resource().key(),
              edit.bound() == Bound.REQUEST ? "request" : "limit",
              container.isEmpty() ? "the pod" : container,
              amount().map(Amount::toQuantity).orElse("absent"),
              there.map(PresentSize::line).orElse(0),
              edit.from().map(Amount::toQuantity).orElse("absent"));
    }
  }

  PresentEdits {
    pairs = List.copyOf(pairs);
  }

  /**
   * Reads what is there.
   *
   * @param places that may say it, the one that wins first
   */
  static PresentEdits of(List<SizeEdit> edits, List<? extends Place> places) {
    return new PresentEdits(
        edits.stream()
            .map(
                edit ->
                    new Pair(
                        edit,
                        places.stream()
                            .filter(p -> p.decides(edit.resource(), edit.bound()))
                            .findFirst()
                            .filter(p -> p.sets(edit.resource(), edit.bound()))
                            .flatMap(p -> p.present(edit.resource(), edit.bound()))))
            .toList());
  }

  /** Those that the files do not say. */
  List<SizeEdit> needed() {
    return pairs.stream().filter(Pair::needed).map(Pair::edit).toList();
  }

  /** What is wanted, from what the files say. */
  List<SizeEdit> found() {
    return pairs.stream()
        .map(
            p ->
                new SizeEdit(
                    p.edit().container(),
                    p.edit().role(),
                    p.edit().resource(),
                    p.edit().bound(),
                    p.amount(),
                    p.edit().to()))
        .toList();
  }

  /** Whether the files say of each what the cluster has or shall have. */
  boolean isKnown() {
    return pairs.stream().allMatch(Pair::isKnown);
  }

  /** Whether the files say any. */
  boolean isSet() {
    return pairs.stream().anyMatch(p -> p.there().isPresent());
  }

  /** The first that the files do not say as the cluster has it. */
  Optional<String> differs(String container) {
    return pairs.stream().filter(Pair::differs).findFirst().map(p -> p.text(container));
  }
}
