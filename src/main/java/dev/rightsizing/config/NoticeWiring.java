// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.notice.NoticePublishers;
import dev.rightsizing.notice.kubernetes.EventListener;
import dev.rightsizing.notice.kubernetes.EventPublisher;
import dev.rightsizing.notice.messaging.ChannelPublisher;
import dev.rightsizing.notice.messaging.DropCause;
import dev.rightsizing.notice.messaging.EmitterLink;
import dev.rightsizing.notice.messaging.MessageListener;
import dev.rightsizing.notice.messaging.MessageOutbox;
import dev.rightsizing.notice.messaging.NoticeMessages;
import dev.rightsizing.telemetry.NoticeMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.smallrye.reactive.messaging.annotations.Broadcast;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/** Creates the notice publishers: Events on the API server, messages on the channel. */
@Singleton
final class NoticeWiring {
  /** What the API server takes of an Event's reportingInstance. */
  private static final int LONGEST_INSTANCE = 128;

  /** Three times what the connector tries by itself, see application.properties. */
  private static final Duration CONNECTOR_PATIENCE = Duration.ofSeconds(90);

  @Produces
  @Singleton
  NoticeMetrics noticeMetrics(PrometheusRegistry registry) {
    return new NoticeMetrics(
        registry, Arrays.stream(DropCause.values()).map(DropCause::text).toList());
  }

  @Produces
  @Singleton
  NoticePublishers publishers(
      KubernetesClient client, ChannelPublisher messages, NoticeMetrics metrics) {
    return new NoticePublishers(
        List.of(new EventPublisher(client, instance(), events(metrics)), messages));
  }

  @Produces
  @Singleton
  ChannelPublisher messages(
      @Channel(NoticeSubscriber.CHANNEL) @Broadcast Emitter<String> channel,
      Settings settings,
      NoticeMetrics metrics) {
    return new ChannelPublisher(
        new NoticeMessages(settings.messaging().source()), channel::send, listener(metrics));
  }

  @Produces
  @Singleton
  MessageOutbox relay(
      @Channel(NoticeSubscriber.KAFKA) Emitter<String> kafka,
      Settings settings,
      NoticeMetrics metrics,
      DaemonThreads threads) {
    ScheduledExecutorService thread = threads.scheduled("notices", 1);
    MessageOutbox relay =
        new MessageOutbox(
            new EmitterLink(kafka::send, CONNECTOR_PATIENCE),
            settings.messaging().buffer(),
            (work, after) -> thread.schedule(work, after.toMillis(), TimeUnit.MILLISECONDS),
            listener(metrics));
    metrics.waiting(relay::waiting);
    return relay;
  }

  /** The pod's name, where there is one. */
  private static String instance() {
    return Optional.ofNullable(System.getenv("HOSTNAME"))
        .filter(name -> !name.isBlank() && name.length() <= LONGEST_INSTANCE)
        .orElse("rightsizing-operator");
  }

  private static EventListener events(NoticeMetrics metrics) {
    return new EventListener() {
      @Override
      public void written() {
        metrics.event(true);
      }

      @Override
      public void refused() {
        metrics.event(false);
      }
    };
  }

  private static MessageListener listener(NoticeMetrics metrics) {
    return new MessageListener() {
      @Override
      public void published() {
        metrics.published();
      }

      @Override
      public void delivered() {
        metrics.delivered();
      }

      @Override
      public void retried() {
        metrics.retried();
      }

      @Override
      public void dropped(DropCause cause, int messages) {
        metrics.dropped(cause.text(), messages);
      }
    };
  }
}
