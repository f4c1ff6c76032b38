// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice.messaging;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Brings messages to a broker in order, at least once. One is under way at a time and stays until
 * the broker has it, so no retry lets a later message overtake. The others wait in a bounded
 * buffer. When that is full the oldest goes: of a workload's messages the newest says how it is.
 */
public final class MessageOutbox {
  private static final Logger LOG = Logger.getLogger(MessageOutbox.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

  private final MessageSender link;
  private final int capacity;
  private final DelayedExecutor later;
  private final MessageListener listener;
  private final Deque<Message<String>> waiting = new ArrayDeque<>();
  private Message<String> underWay;
  private int failures;
  private boolean overflowing;
  private boolean closed;

  /**
   * @param capacity how many may wait behind the one that is under way, at least 1
   * @param later where messages are sent; {@link #offer} itself sends nothing
   */
  public MessageOutbox(
      MessageSender link, int capacity, DelayedExecutor later, MessageListener listener) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "the buffer must hold at least one message, got " + capacity);
    }
    this.link = link;
    this.capacity = capacity;
    this.later = later;
    this.listener = listener;
  }

  /** Takes a message and returns at once, whatever the broker does. */
  public synchronized void offer(Message<String> message) {
    if (closed) {
      listener.dropped(DropCause.SHUTDOWN, 1);
      return;
    }
    if (waiting.size() == capacity) {
      waiting.removeFirst();
      overflowed();
    }
    waiting.addLast(message);
    if (underWay == null) {
      next();
    }
  }

  /** How many the broker does not have yet. */
  public synchronized int waiting() {
    return waiting.size() + (underWay == null ? 0 : 1);
  }

  /** Takes no more, and waits for those that are here; what is left then is given up, counted. */
  public synchronized void close(Duration patience) {
    closed = true;
    long end = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toNanos();
          underWay != null && left > 0;
          left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int lost = waiting();
    if (lost > 0) {
      LOG.warnf("%d messages lost: the operator stopped before Kafka acknowledged them", lost);
      listener.dropped(DropCause.SHUTDOWN, lost);
    }
    waiting.clear();
    underWay = null;
  }

  private void overflowed() {
    listener.dropped(DropCause.FULL, 1);
    if (!overflowing) {
      overflowing = true;
      LOG.warnf(
          "%d messages are buffered for Kafka; the oldest are dropped from now on"
              + " (RIGHTSIZING_MESSAGING_BUFFER)",
          waiting.size() + 1);
    }
  }

  private void next() {
    underWay = waiting.pollFirst();
    failures = 0;
    if (underWay == null) {
      overflowing = false;
      notifyAll();
    } else {
      Message<String> message = underWay;
      later.run(() -> send(message), Duration.ZERO);
    }
  }

  private void send(Message<String> message) {
    // Answers may come on the broker's own thread, which must not be used for more.
    link.send(message)
        .whenComplete((taken, failure) -> later.run(() -> settle(message, failure), Duration.ZERO));
  }

  private synchronized void settle(Message<String> message, Throwable failure) {
    if (underWay != message) {
      // Given up at the end.
      return;
    }
    if (failure == null) {
      listener.delivered();
      if (failures > 0) {
        LOG.infof("Kafka is available again; %d messages are buffered", waiting.size());
      }
      next();
    } else if (PermanentFailure.isForGood(failure)) {
      LOG.warnf(
          "dropping a message that Kafka rejects permanently: %s", PermanentFailure.text(failure));
      listener.dropped(DropCause.REFUSED, 1);
      next();
    } else {
      retry(message, failure);
    }
  }

  private void retry(Message<String> message, Throwable failure) {
    failures++;
    listener.retried();
    if (failures == 1) {
      LOG.warnf("Kafka unavailable; buffering and retrying: %s", PermanentFailure.text(failure));
    }
    later.run(() -> send(message), delay(failures));
  }

  /** 1 s, doubled each time up to 30 s: an outage of minutes costs a few attempts. */
  private static Duration delay(int failures) {
    Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 10));
    return doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
  }
}
