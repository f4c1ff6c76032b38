// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class MessageOutboxTest {
  private final Deque<Runnable> due = new ArrayDeque<>();
  private final List<Duration> delays = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();
  private final Deque<CompletableFuture<Void>> answers = new ArrayDeque<>();
  private final Counts counts = new Counts();
  private final MessageOutbox relay =
      new MessageOutbox(
          message -> {
            sent.add(message.getPayload());
            CompletableFuture<Void> answer = new CompletableFuture<>();
            answers.add(answer);
            return answer;
          },
          3,
          (work, after) -> {
            due.add(work);
            if (!after.isZero()) {
              delays.add(after);
            }
          },
          counts);

  private static final class Counts implements MessageListener {
    private int delivered;
    private int retried;
    private final Map<DropCause, Integer> dropped = new EnumMap<>(DropCause.class);

    @Override
    public void published() {
      throw new AssertionError("the relay publishes nothing");
    }

    @Override
    public void delivered() {
      delivered++;
    }

    @Override
    public void retried() {
      retried++;
    }

    @Override
    public void dropped(DropCause cause, int messages) {
      dropped.merge(cause, messages, Integer::sum);
    }
  }

  private void offer(String... payloads) {
    for (String payload : payloads) {
      relay.offer(Message.of(payload));
    }
    work();
  }

  private void work() {
    while (!due.isEmpty()) {
      due.remove().run();
    }
  }

  private void takes() {
    answers.remove().complete(null);
    work();
  }

  private void fails(Throwable failure) {
    answers.remove().completeExceptionally(failure);
    work();
  }

  @Test
  void offeringSendsNothingByItself() {
    relay.offer(Message.of("a"));
    assertThat(sent).isEmpty();
    assertThat(relay.waiting()).isEqualTo(1);
  }

  @Test
  void sendsTheNextOnlyWhenTheBrokerHasTheOneBefore() {
    offer("a", "b");
    assertThat(sent).containsExactly("a");
    assertThat(relay.waiting()).isEqualTo(2);
    takes();
    assertThat(sent).containsExactly("a", "b");
    takes();
    assertThat(counts.delivered).isEqualTo(2);
    assertThat(relay.waiting()).isZero();
  }

  @Test
  void sendsTheSameAgainBeforeAnyLaterOne() {
    offer("a", "b");
    fails(new TimeoutException("no broker"));
    fails(new TimeoutException("no broker"));
    takes();
    assertThat(sent).containsExactly("a", "a", "a", "b");
    assertThat(counts.retried).isEqualTo(2);
    assertThat(counts.dropped).isEmpty();
  }

  @Test
  void waitsLongerEachTimeUpToHalfAMinuteAndStartsAnewAfterSuccess() {
    offer("a", "b");
    for (int i = 0; i < 7; i++) {
      fails(new TimeoutException("no broker"));
    }
    assertThat(delays)
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    delays.clear();
    takes();
    fails(new TimeoutException("no broker"));
    assertThat(delays).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void dropsTheOldestThatWaitsWhenItIsFull() {
    offer("a", "b", "c", "d", "e", "f");
    assertThat(counts.dropped).isEqualTo(Map.of(DropCause.FULL, 2));
    assertThat(relay.waiting()).isEqualTo(4);
    for (int i = 0; i < 4; i++) {
      takes();
    }
    assertThat(sent).containsExactly("a", "d", "e", "f");
  }

  @Test
  void dropsWhatTheBrokerRefusesForGoodAndGoesOn() {
    offer("large", "odd", "b");
    fails(new RecordTooLargeException("1 MiB"));
    fails(new IllegalStateException(new SerializationException("no text")));
    takes();
    assertThat(sent).containsExactly("large", "odd", "b");
    assertThat(counts.dropped).isEqualTo(Map.of(DropCause.REFUSED, 2));
    assertThat(counts.delivered).isEqualTo(1);
    assertThat(delays).isEmpty();
  }

  @Test
  void aMissingRightIsWaitedFor() {
    offer("a");
    fails(new TopicAuthorizationException("notices"));
    assertThat(sent).containsExactly("a", "a");
    assertThat(counts.dropped).isEmpty();
  }

  @Test
  void countsWhatIsLeftAtTheEndAndTakesNoMore() {
    offer("a", "b");
    relay.close(Duration.ofMillis(1));
    assertThat(counts.dropped).isEqualTo(Map.of(DropCause.SHUTDOWN, 2));
    assertThat(relay.waiting()).isZero();
    offer("c");
    takes();
    assertThat(sent).containsExactly("a");
    assertThat(counts.dropped).isEqualTo(Map.of(DropCause.SHUTDOWN, 3));
    assertThat(counts.delivered).isZero();
  }

  @Test
  void theEndWaitsForTheBrokerAWhile() {
    offer("a");
    Thread end = new Thread(() -> relay.close(Duration.ofSeconds(30)));
    end.start();
    Awaitility.await().until(() -> end.getState() == Thread.State.TIMED_WAITING);
    takes();
    Awaitility.await().until(() -> !end.isAlive());
    assertThat(counts.delivered).isEqualTo(1);
    assertThat(counts.dropped).isEmpty();
  }

  @Test
  void refusesABufferThatHoldsNothing() {
    assertThatThrownBy(
            () ->
                new MessageOutbox(
                    message -> new CompletableFuture<>(), 0, (work, after) -> {}, counts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one message, got 0");
  }
}
