// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.notice.messaging.MessageOutbox;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Listens to the channel of notices and hands them to Kafka where that is configured. Others may
 * listen too: each gets every message, on the thread that publishes it.
 */
@Singleton
public final class NoticeSubscriber {
  /** Notices in this process. */
  public static final String CHANNEL = "notices";

  /** What goes on to Kafka; disabled unless Kafka is configured. */
  public static final String KAFKA = "notices-kafka";

  private static final Logger LOG = Logger.getLogger(NoticeSubscriber.class);

  /** What a pod's grace period of 30 s leaves room for, and a person at a terminal too. */
  private static final Duration FLUSH = Duration.ofSeconds(3);

  private final boolean kafka;
  private final Instance<MessageOutbox> relays;
  private volatile MessageOutbox used;

  NoticeSubscriber(
      @ConfigProperty(name = "mp.messaging.outgoing.notices-kafka.enabled") boolean kafka,
      Instance<MessageOutbox> relays,
      Settings settings) {
    this.kafka = kafka;
    this.relays = relays;
    if (settings.messaging().buffer() < 1) {
      throw new IllegalArgumentException(
          "RIGHTSIZING_MESSAGING_BUFFER: the number of buffered messages must be 1 or more, not "
              + settings.messaging().buffer());
    }
    if (kafka) {
      LOG.infof("publishing notices to Kafka topic %s", settings.messaging().topic());
    }
  }

  /** Takes one message; what then happens to it on the way to Kafka is not waited for. */
  @Incoming(CHANNEL)
  CompletionStage<Void> take(Message<String> message) {
    if (kafka) {
      // Not before: channels are wired when there is a first message, not when this is made.
      used = relays.get();
      used.offer(message);
    }
    return message.ack();
  }

  /** Before the connectors close. */
  void stop(@Observes ShutdownEvent event) {
    if (used != null) {
      used.close(FLUSH);
    }
  }
}
