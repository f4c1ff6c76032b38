// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.Window;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.testkit.FakeUsageSource;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.usage.CollectRequest;
import dev.rightsizing.usage.CollectedUsage;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.Signal;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.UsageSources;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsageMemoryTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:20:30Z");
  private static final PolicyRef A = new PolicyRef("a", "one");
  private static final PolicyRef B = new PolicyRef("b", "one");
  private static final long ENOUGH = 100_000_000;

  private final SettableClock clock = new SettableClock(NOW);
  private final FakeUsageSource source = new FakeUsageSource();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private UsageMemory memory(long bytes) {
    return new UsageMemory(
        CollectorSettings.of(100_000, 2),
        new MemoryBound(bytes),
        clock,
        threads,
        UsageSources.NONE);
  }

  private void uses(String... namespaces) {
    for (String namespace : namespaces) {
      source.cpu(namespace, "web-1", "app", t -> 0.5);
      source.memory(namespace, "web-1", "app", t -> 1e8);
      source.signal(Signal.RSS, namespace, "web-1", "app", t -> 9e7);
    }
  }

  private static ContainerRef app(String namespace) {
    return new ContainerRef(new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, "web"), "app");
  }

  private static Window window(int stepSeconds, int hours) {
    return new Window(
        Duration.ofHours(hours),
        Duration.ofSeconds(stepSeconds),
        Duration.ofHours(1),
        Aggregation.MAX_OVER_PODS);
  }

  private static CollectRequest request(Window window, String... namespaces) {
    return new CollectRequest(
        window.lookback(),
        new TreeSet<>(List.of(namespaces)),
        history -> (namespace, pod) -> Optional.of(app(namespace).workload()),
        Map.of());
  }

  private static UsageMemory.Collected collect(
      UsageMemory memory, UsageSource from, PolicyRef policy, Window window, String... namespaces)
      throws UsageException {
    return memory.collect(policy, from, window, request(window, namespaces));
  }

  private long samples(UsageMemory memory, PolicyRef policy, Window window, String... namespaces)
      throws UsageException {
    return collect(memory, source, policy, window, namespaces).usage().report().samples();
  }

  @Test
  void policiesThatReadAlikeShareWhatWasRead() throws UsageException {
    uses("a");
    UsageMemory memory = memory(ENOUGH);
    samples(memory, A, window(300, 24), "a");
    source.forgetQueries();

    long second = samples(memory, B, window(300, 24), "a");

    // One hour and twenty minutes are read again for late samples, of two resources.
    assertThat(second).isLessThan(2 * 20);
    assertThat(source.signalQueries()).isEmpty();
  }

  @Test
  void aChangedStepDropsTheHistoryThatNobodyElseHas() throws UsageException {
    uses("a");
    UsageMemory memory = memory(ENOUGH);
    samples(memory, A, window(60, 24), "a");
    samples(memory, A, window(300, 24), "a");

    UsageMemory fresh = memory(ENOUGH);
    samples(fresh, A, window(300, 24), "a");

    assertThat(memory.heldBytes()).isPositive().isEqualTo(fresh.heldBytes());
  }

  @Test
  void anotherSourceDropsTheHistoryOfTheOneBefore() throws UsageException {
    uses("a");
    FakeUsageSource empty = new FakeUsageSource();
    UsageMemory memory = memory(ENOUGH);
    samples(memory, A, window(300, 24), "a");

    collect(memory, empty, A, window(300, 24), "a");

    assertThat(memory.heldBytes()).isZero();
  }

  @Test
  void aDeletedPolicyFreesAllThatIsItsOwn() throws UsageException {
    uses("a", "b");
    UsageMemory memory = memory(ENOUGH);
    samples(memory, B, window(300, 24), "b");
    long alone = memory.heldBytes();
    samples(memory, A, window(60, 48), "a");

    memory.forget(A);
    // Saturation is shared, and what was only the other's goes when it is next read.
    samples(memory, B, window(300, 24), "b");
    assertThat(memory.heldBytes()).isEqualTo(alone);

    memory.forget(B);
    assertThat(memory.heldBytes()).isZero();
  }

  @Test
  void aNamespaceOfASharedHistoryGoesWhenNobodyWantsItAnyMore() throws UsageException {
    uses("a", "b");
    UsageMemory memory = memory(ENOUGH);
    samples(memory, B, window(300, 24), "b");
    long alone = memory.heldBytes();
    samples(memory, A, window(300, 48), "a", "b");

    memory.forget(A);
    samples(memory, B, window(300, 24), "b");

    assertThat(memory.heldBytes()).isEqualTo(alone);
  }

  @Test
  void overTheBoundTheLeastRecentlyUsedGoesAndIsCounted() throws UsageException {
    uses("a");
    UsageMemory measure = memory(ENOUGH);
    samples(measure, A, window(300, 24), "a");
    UsageMemory memory = memory(measure.heldBytes() * 2);
    PolicyRef second = new PolicyRef("a", "two");
    PolicyRef third = new PolicyRef("a", "three");
    samples(memory, A, window(300, 24), "a");
    samples(memory, second, window(301, 24), "a");
    long before = memory.dropped();
    samples(memory, third, window(302, 24), "a");

    assertThat(before).isZero();
    assertThat(memory.dropped()).isPositive();
    assertThat(memory.heldBytes()).isLessThanOrEqualTo(measure.heldBytes() * 2);
    // The newest is there still, the oldest is read anew.
    assertThat(samples(memory, third, window(302, 24), "a")).isLessThan(40);
    assertThat(samples(memory, A, window(300, 24), "a")).isGreaterThan(500);
  }

  @Test
  void manyPoliciesOfOneNamespaceNeverCostAnotherItsHistory() throws UsageException {
    uses("a", "b");
    UsageMemory measure = memory(ENOUGH);
    samples(measure, B, window(300, 24), "b");
    UsageMemory memory = memory(measure.heldBytes() * 4);
    samples(memory, B, window(300, 24), "b");

    for (int i = 1; i <= 70; i++) {
      samples(memory, new PolicyRef("a", "p" + i), window(300 + i, 24), "a");
    }

    assertThat(memory.dropped()).isPositive();
    assertThat(samples(memory, B, window(300, 24), "b")).isLessThan(40);
  }

  @Test
  void aViewStaysAsItWasWhileAnotherPolicyReadsALongerWindow() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Instant old = NOW.minus(Duration.ofHours(30));
    source.cpu(
        "a",
        "web-1",
        "app",
        t -> {
          if (t.isBefore(old)) {
            reading.countDown();
            await(goOn);
          }
          return 0.5;
        });
    source.memory("a", "web-1", "app", t -> 1e8);
    source.signal(Signal.RSS, "a", "web-1", "app", t -> 9e7);
    UsageMemory memory = memory(ENOUGH);
    UsageMemory.Collected view = collect(memory, source, A, window(300, 24), "a");
    UsageSummary before = cpu(view.usage());

    Future<UsageMemory.Collected> longer =
        threads.submit(() -> collect(memory, source, B, window(300, 48), "a"));
    await(reading);

    assertThat(cpu(view.usage())).isEqualTo(before);
    assertThat(view.usage().hours(app("a"), Resource.CPU)).hasSize(1);
    assertThat(view.usage().podSteps(app("a").workload())).isPositive();

    goOn.countDown();
    assertThat(cpu(longer.get(1, TimeUnit.MINUTES).usage()).samples())
        .isGreaterThan(before.samples());
    assertThat(cpu(view.usage())).isEqualTo(before);
    assertThat(view.saturation().of(app("a")).rss()).isPresent();
  }

  @Test
  void twoPoliciesAtOnceReadEachSliceOnce() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    source.cpu(
        "a",
        "web-1",
        "app",
        t -> {
          reading.countDown();
          await(goOn);
          return 0.5;
        });
    UsageMemory memory = memory(ENOUGH);
    Future<UsageMemory.Collected> first =
        threads.submit(() -> collect(memory, source, A, window(300, 24), "a"));
    await(reading);
    Future<UsageMemory.Collected> second =
        threads.submit(() -> collect(memory, source, B, window(300, 24), "a"));

    goOn.countDown();
    first.get(1, TimeUnit.MINUTES);

    assertThat(second.get(1, TimeUnit.MINUTES).usage().report().samples()).isLessThan(40);
  }

  @Test
  void aFailureOfOnePolicyLeavesTheOtherFine() throws UsageException {
    uses("a");
    UsageMemory memory = memory(ENOUGH);
    source.failFrom(NOW.minus(Duration.ofHours(6)), Reason.SOURCE_ERROR);
    assertThatThrownBy(() -> collect(memory, source, A, window(300, 48), "a"))
        .isInstanceOf(UsageException.class);
    source.recover();

    CollectedUsage usage = collect(memory, source, B, window(300, 48), "a").usage();

    assertThat(cpu(usage).samples()).isEqualTo(48 * 12 + 5);
  }

  private static UsageSummary cpu(CollectedUsage usage) {
    return usage.summary(app("a"), Resource.CPU, 95).orElseThrow();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
