// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairPermitsTest {
  private static final long LONG = TimeUnit.MINUTES.toNanos(1);

  private final FairPermits permits = new FairPermits(2);
  private final List<String> order = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private Future<?> waits(String namespace, int place) {
    Future<?> waiter =
        threads.submit(
            () -> {
              boolean granted = permits.acquire(namespace, LONG);
              order.add(namespace);
              return granted;
            });
    await().until(() -> permits.waiting() == place);
    return waiter;
  }

  @Test
  void theNamespaceThatHoldsTheFewestGoesFirst() throws Exception {
    permits.acquire("a", LONG);
    permits.acquire("a", LONG);
    Future<?> second = waits("a", 1);
    waits("a", 2);
    Future<?> other = waits("b", 3);

    permits.release("a");
    other.get(1, TimeUnit.MINUTES);
    permits.release("a");
    second.get(1, TimeUnit.MINUTES);

    assertThat(order).containsExactly("b", "a");
  }

  @Test
  void oneThatGivesUpWaitingTakesNothing() throws Exception {
    permits.acquire("a", LONG);
    permits.acquire("a", LONG);

    assertThat(permits.acquire("b", 1000)).isFalse();
    assertThat(permits.waiting()).isZero();
    permits.release("a");
    assertThat(permits.acquire("b", LONG)).isTrue();
  }

  @Test
  void anInterruptedOneTakesNothing() throws Exception {
    permits.acquire("a", LONG);
    permits.acquire("a", LONG);
    Future<?> waiter = waits("b", 1);

    waiter.cancel(true);

    await().until(() -> permits.waiting() == 0);
    permits.release("a");
    assertThat(permits.acquire("c", LONG)).isTrue();
  }
}
