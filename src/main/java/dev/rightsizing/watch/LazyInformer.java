// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One watch: a kind in one namespace or in all of them. It begins when it is first asked. Safe for
 * use by several threads.
 */
public final class LazyInformer<T extends HasMetadata, R> implements Watched<R> {
  private static final Logger LOG = Logger.getLogger(LazyInformer.class);

  /** The first list of a large cluster takes its time. */
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  /** A watch that is refused is asked for again after that. */
  private static final Duration AGAIN = Duration.ofMinutes(5);

  private static final long PAGE_SIZE = 500;

  private final AtomicReference<Boolean> watching = new AtomicReference<>();
  private final ResourceType<T> kind;
  private final Informable<T> source;
  private final Function<T, R> keep;
  private final FallbackListener fallbacks;
  private final ChangeListener<? super R> changes;
  private Attempt<T, R> attempt;

  /**
   * @param source the kind's objects in one namespace or in all
   * @param keep reduces an object; called by one thread at a time
   */
  public LazyInformer(
      ResourceType<T> kind, Informable<T> source, Function<T, R> keep, FallbackListener fallbacks) {
    this(kind, source, keep, fallbacks, ChangeListener.none());
  }

  /**
   * One that also tells of changes.
   *
   * @param changes what it sees while it watches; what is listed instead is not in it
   */
  public LazyInformer(
      ResourceType<T> kind,
      Informable<T> source,
      Function<T, R> keep,
      FallbackListener fallbacks,
      ChangeListener<? super R> changes) {
    this.changes = changes;
    this.kind = kind;
    this.source = source;
    this.keep = keep;
    this.fallbacks = fallbacks;
  }

  /**
   * A watch that was asked for.
   *
   * @param started completes when all objects are there once
   * @param deadline until when callers wait for that, as {@link System#nanoTime} counts
   * @param fault what went wrong last
   */
  private record Attempt<T extends HasMetadata, R>(
      Instant at,
      SharedIndexInformer<T> informer,
      TransformingItemStore<T, R> store,
      CompletableFuture<?> started,
      long deadline,
      AtomicReference<Throwable> fault) {

    boolean isOver(Instant now) {
      return started.isDone() && !informer.isRunning() && !now.isBefore(at.plus(AGAIN));
    }

    /** Whether the objects are kept up to date; waits for the first list. */
    boolean isWatching() {
      try {
        started.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        fault.set(e.getCause());
      } catch (TimeoutException e) {
        fault.compareAndSet(null, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      return started.isDone() && informer.isWatching();
    }
  }

  /** Waits without holding a lock. */
  @Override
  public Optional<CacheView<R>> current(Instant now) {
    Optional<CacheView<R>> view = peek(now);
    if (view.isEmpty()) {
      fallbacks.listed(kind.resource());
    }
    return view;
  }

  @Override
  public Optional<CacheView<R>> peek(Instant now) {
    Attempt<T, R> latest = latest(now);
    boolean runs = latest.isWatching();
    report(runs, latest.fault().get());
    return runs ? Optional.of(latest.store()) : Optional.empty();
  }

  @Override
  public synchronized Optional<Throwable> fault() {
    return attempt == null || Boolean.TRUE.equals(watching.get())
        ? Optional.empty()
        : Optional.ofNullable(attempt.fault().get());
  }

  private synchronized Attempt<T, R> latest(Instant now) {
    if (attempt == null || attempt.isOver(now)) {
      stop();
      attempt = start(now);
    }
    return attempt;
  }

  private Attempt<T, R> start(Instant now) {
    TransformingItemStore<T, R> store = new TransformingItemStore<>(kind, keep, changes);
    SharedIndexInformer<T> informer =
        source.withLimit(PAGE_SIZE).runnableInformer(0).removeNamespaceIndex().itemStore(store);
    AtomicReference<Throwable> fault = new AtomicReference<>();
    // Whatever ended it once it ran may pass; meanwhile the objects are listed.
    informer.exceptionHandler(
        (running, cause) -> {
          fault.set(cause);
          return running;
        });
    CompletableFuture<?> started = informer.start().toCompletableFuture();
    started.whenComplete(
        (ok, failed) -> {
          if (failed != null) {
            informer.stop();
          }
        });
    return new Attempt<>(
        now, informer, store, started, System.nanoTime() + LONGEST_START.toNanos(), fault);
  }

  /** In the log once for each change; that a watch works at first is no news. */
  private void report(boolean runs, Throwable fault) {
    Boolean before = watching.getAndSet(runs);
    if (!runs && !Boolean.FALSE.equals(before)) {
      LOG.warnf(
          "cannot watch %s%s, falling back to LIST each time, which is slower (grant the verbs"
              + " list and watch): %s",
          kind.resource(),
          before == null ? "" : " any more",
          fault == null ? "the watch is interrupted" : fault.getMessage());
    } else if (runs && Boolean.FALSE.equals(before)) {
      LOG.infof("%s are watched again", kind.resource());
    }
  }

  /** Ends the watch. */
  public synchronized void stop() {
    if (attempt != null) {
      attempt.informer().stop();
      attempt = null;
    }
  }
}
