// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One watch: a kind in one namespace or in all of them. It begins when it is first asked. Safe for
 * use by several threads.
 */
public final class LazyInformer<T extends HasMetadata, R> {
  private static final Logger LOG = Logger.getLogger(LazyInformer.class);

  /** The first list of a large cluster takes its time. */
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  /** A watch that is refused is asked for again after that. */
  private static final Duration AGAIN = Duration.ofMinutes(5);

  private static final long PAGE_SIZE = 500;

  private final ResourceType<T> kind;
  private final Informable<T> source;
  private final Function<T, R> keep;
  private Started<T, R> started;
  private Optional<Instant> tried = Optional.empty();

  /**
   * @param source the kind's objects in one namespace or in all
   * @param keep reduces an object; called by one thread at a time
   */
  public LazyInformer(ResourceType<T> kind, Informable<T> source, Function<T, R> keep) {
    this.kind = kind;
    this.source = source;
    this.keep = keep;
  }

  private record Started<T extends HasMetadata, R>(
      SharedIndexInformer<T> informer, TransformingItemStore<T, R> store) {}

  /** The objects; absent while no watch keeps them up to date. */
  public synchronized Optional<CacheView<R>> current(Instant now) {
    boolean runs = started != null && started.informer().isRunning();
    if (!runs && tried.map(at -> !now.isBefore(at.plus(AGAIN))).orElse(true)) {
      start();
      tried = Optional.of(now);
    }
    return started != null && started.informer().isWatching()
        ? Optional.of(started.store())
        : Optional.empty();
  }

  private void start() {
    stop();
    TransformingItemStore<T, R> store = new TransformingItemStore<>(kind, keep);
    SharedIndexInformer<T> informer =
        source.withLimit(PAGE_SIZE).runnableInformer(0).removeNamespaceIndex().itemStore(store);
    // Whatever ended it once it ran may pass; meanwhile the objects are listed.
    informer.exceptionHandler((running, fault) -> running);
    try {
      informer.start().toCompletableFuture().get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
      started = new Started<>(informer, store);
    } catch (ExecutionException | TimeoutException e) {
      informer.stop();
      say(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      informer.stop();
      Thread.currentThread().interrupt();
    }
  }

  /** Once: what is refused at the first time is refused at the next. */
  private void say(Throwable why) {
    if (tried.isEmpty()) {
      LOG.warnf(
          "cannot watch %s, falling back to LIST each time, which is slower (grant the verbs"
              + " list and watch): %s",
          kind.resource(), why.getMessage());
    }
  }

  /** Ends the watch. */
  public synchronized void stop() {
    if (started != null) {
      started.informer().stop();
      started = null;
    }
  }
}
