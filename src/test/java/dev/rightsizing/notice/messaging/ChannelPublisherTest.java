// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.telemetry.NoticeMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class ChannelPublisherTest {
  private final List<String> heard = new ArrayList<>();
  private final MessageListener listener =
      new MessageListener() {
        @Override
        public void published() {
          heard.add("published");
        }

        @Override
        public void delivered() {
          heard.add("delivered");
        }

        @Override
        public void retried() {
          heard.add("retried");
        }

        @Override
        public void dropped(DropCause cause, int messages) {
          heard.add("dropped " + cause.text() + " " + messages);
        }
      };

  private ChannelPublisher publisher(java.util.function.Consumer<Message<String>> channel) {
    return new ChannelPublisher(new NoticeMessages(URI.create("/it")), channel, listener);
  }

  @Test
  void aChannelThatFailsIsCountedAndNeverTheCallersTrouble() {
    publisher(
            message -> {
              throw new IllegalStateException("no subscriber");
            })
        .publish(Notices.memory("web", "c"));
    assertThat(heard).containsExactly("dropped channel 1");
  }

  @Test
  void whatIsOnTheChannelIsCounted() {
    List<Message<String>> channel = new ArrayList<>();
    publisher(channel::add).publish(Notices.memory("web", "c"));
    assertThat(channel).hasSize(1);
    assertThat(heard).containsExactly("published");
  }

  @Test
  void anEmitterThatThrowsOrNeverAnswersCountsAsABrokerThatDidNotTakeIt() {
    EmitterLink throwing =
        new EmitterLink(
            message -> {
              throw new IllegalStateException("cancelled");
            },
            Duration.ofSeconds(30));
    assertThat(throwing.send(Message.of("a")))
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableThat()
        .withMessageContaining("cancelled");
    assertThat(new EmitterLink(message -> {}, Duration.ofMillis(1)).send(Message.of("a")))
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableThat()
        .withCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void anEmittersAnswerIsTheBrokers() {
    EmitterLink acknowledging = new EmitterLink(Message::ack, Duration.ofSeconds(30));
    assertThat(acknowledging.send(Message.of("a"))).succeedsWithin(Duration.ofSeconds(5));
    EmitterLink refusing =
        new EmitterLink(
            message -> message.nack(new IllegalStateException("full disk")),
            Duration.ofSeconds(30));
    assertThat(refusing.send(Message.of("a")))
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableThat()
        .withMessageContaining("full disk");
  }

  @Test
  void everyCauseHasASeriesFromTheStart() {
    PrometheusRegistry registry = new PrometheusRegistry();
    new NoticeMetrics(registry, List.of(DropCause.FULL.text(), DropCause.REFUSED.text()));
    assertThat(registry.scrape())
        .filteredOn(family -> family.getMetadata().getName().equals("rightsizing_notices_dropped"))
        .singleElement()
        .satisfies(family -> assertThat(family.getDataPoints()).hasSize(2));
  }
}
