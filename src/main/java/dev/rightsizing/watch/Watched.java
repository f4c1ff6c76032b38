// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Objects that a watch keeps up to date, while it can. Safe for use by several threads. */
public interface Watched<R> {

  /**
   * The objects; absent while no watch keeps them up to date, and then the caller lists them, which
   * is counted. Waits for the first list.
   */
  Optional<CacheView<R>> current(Instant now);

  /** The same for a caller that does not list. */
  Optional<CacheView<R>> peek(Instant now);

  /** Why there is no watch; empty while there is one, or none was tried. */
  Optional<Throwable> fault();

  /** The same objects, each reduced further as it is read. */
  default <S> Watched<S> map(Function<R, S> to) {
    Watched<R> whole = this;
    return new Watched<>() {
      @Override
      public Optional<CacheView<S>> current(Instant now) {
        return whole.current(now).map(view -> mapped(view, to));
      }

      @Override
      public Optional<CacheView<S>> peek(Instant now) {
        return whole.peek(now).map(view -> mapped(view, to));
      }

      @Override
      public Optional<Throwable> fault() {
        return whole.fault();
      }
    };
  }

  private static <R, S> CacheView<S> mapped(CacheView<R> view, Function<R, S> to) {
    return new CacheView<>() {
      @Override
      public List<S> in(String namespace) {
        return view.in(namespace).stream().map(to).toList();
      }

      @Override
      public List<S> all() {
        return view.all().stream().map(to).toList();
      }
    };
  }
}
