// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.testkit.LocalKafka;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.SmallRyeHealthReporter;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The operator's own wiring and settings with a real broker that comes and goes. In order: each
 * test leaves a broker that runs and a buffer that is empty.
 */
@QuarkusTest
@QuarkusTestResource(value = KafkaDeliveryIT.Broker.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KafkaDeliveryIT {
  private static final String TOPIC = "it-notices";
  private static final int BUFFER = 20;

  /** Waiting for the broker even once a message would take five times max.block.ms. */
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  private static LocalKafka kafka;

  @Inject ChannelPublisher publisher;
  @Inject MessageOutbox relay;
  @Inject PrometheusRegistry registry;
  @Inject SmallRyeHealthReporter health;

  /** Where the broker will be; it does not run when the application starts. */
  public static final class Broker implements QuarkusTestResourceLifecycleManager {
    private final LocalKafka made = new LocalKafka(folder());

    @Override
    public Map<String, String> start() {
      return Map.ofEntries(
          Map.entry("kafka.bootstrap.servers", made.servers()),
          // As Main does for the operator.
          Map.entry("mp.messaging.outgoing.notices-kafka.enabled", "true"),
          Map.entry("rightsizing.messaging.topic", TOPIC),
          Map.entry("rightsizing.messaging.buffer", Integer.toString(BUFFER)),
          // An outage lasts seconds here.
          Map.entry("mp.messaging.outgoing.notices-kafka.delivery.timeout.ms", "3000"),
          Map.entry("mp.messaging.outgoing.notices-kafka.request.timeout.ms", "1000"),
          Map.entry("mp.messaging.outgoing.notices-kafka.max.block.ms", "1000"),
          Map.entry("mp.messaging.outgoing.notices-kafka.reconnect.backoff.max.ms", "200"),
          Map.entry("quarkus.management.host-enabled", "false"),
          Map.entry("quarkus.log.category.\"org.apache.kafka\".level", "ERROR"),
          Map.entry("quarkus.log.category.\"kafka\".level", "ERROR"),
          Map.entry("quarkus.log.category.\"state.change.logger\".level", "ERROR"));
    }

    @Override
    public void inject(TestInjector injector) {
      kafka = made;
    }

    @Override
    public void stop() {
      made.close();
    }

    private static Path folder() {
      try {
        return Files.createTempDirectory("kafka");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @AfterAll
  static void end() {
    kafka.stop();
  }

  @Test
  @Order(1)
  void withoutABrokerItStartsIsReadyAndTakesMessagesAtOnce() {
    assertThat(published("web", "a", 5)).isLessThan(AT_ONCE);
    assertThat(published("api", "a", 5)).isLessThan(AT_ONCE);
    assertThat(relay.waiting()).isEqualTo(10);
    assertThat(health.getReadiness().getPayload().toString()).doesNotContain("essaging", "afka");

    kafka.start();
    kafka.topic(TOPIC, Map.of("max.message.bytes", "10000"));

    assertThat(arrived("web", "a", 5)).containsExactlyElementsOf(sentences("a", 5));
    assertThat(arrived("api", "a", 5)).containsExactlyElementsOf(sentences("a", 5));
    awaitEmpty();
  }

  @Test
  @Order(2)
  void aRecordIsACloudEventWithTheWorkloadAsItsKey() {
    ConsumerRecord<String, String> record =
        kafka
            .read(TOPIC, read -> read.stream().anyMatch(r -> r.key().equals("shop/Deployment/web")))
            .stream()
            .filter(r -> r.key().equals("shop/Deployment/web"))
            .findFirst()
            .orElseThrow();
    assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
    assertThat(header(record, "ce_id")).hasSize(36);
    assertThat(header(record, "ce_source")).isEqualTo("/rightsizing.dev/operator");
    assertThat(header(record, "ce_type")).isEqualTo("dev.rightsizing.risk.raised");
    assertThat(header(record, "ce_subject")).isEqualTo("shop/Deployment/web");
    assertThat(header(record, "ce_time")).isEqualTo("2026-03-04T10:20:00Z");
    assertThat(header(record, "ce_datacontenttype")).isEqualTo("application/json");
    assertThat(header(record, "content-type")).isEqualTo("application/json");
    assertThat(record.value()).contains("\"reason\":\"MemoryRisk\"");
  }

  @Test
  @Order(3)
  void whatIsToldDuringAnOutageArrivesInOrderAfterIt() {
    published("web", "b", 1);
    awaitEmpty();
    kafka.stop();
    assertThat(published("web", "c", 6)).isLessThan(AT_ONCE);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> metric("rightsizing_notices_retries_total ") > 0);
    published("web", "d", 2);
    assertThat(relay.waiting()).isEqualTo(8);

    kafka.start();

    assertThat(arrived("web", "c", 6)).containsExactlyElementsOf(sentences("c", 6));
    assertThat(arrived("web", "d", 2)).containsExactlyElementsOf(sentences("d", 2));
    awaitEmpty();
    assertThat(metric("rightsizing_notices_dropped_total{cause=\"full\"} ")).isZero();
  }

  @Test
  @Order(4)
  void aFullBufferDropsTheOldestAndCountsThem() {
    kafka.stop();
    published("web", "e", 1 + BUFFER + 4);
    assertThat(relay.waiting()).isEqualTo(1 + BUFFER);
    assertThat(metric("rightsizing_notices_dropped_total{cause=\"full\"} ")).isEqualTo(4);
    assertThat(metric("rightsizing_notices_waiting ")).isEqualTo(1 + BUFFER);

    kafka.start();

    List<String> kept = sentences("e", 1 + BUFFER + 4);
    kept.subList(1, 5).clear();
    assertThat(arrived("web", "e", 1 + BUFFER)).containsExactlyElementsOf(kept);
    awaitEmpty();
  }

  @Test
  @Order(5)
  void aMessageThatIsTooLargeIsDroppedAndTheNextArrives() {
    publisher.publish(Notices.memory("web", "large", "x".repeat(20_000)));
    published("web", "f", 1);
    assertThat(arrived("web", "f", 1)).containsExactly("f-0");
    awaitEmpty();
    assertThat(metric("rightsizing_notices_dropped_total{cause=\"refused\"} ")).isEqualTo(1);
    double published = metric("rightsizing_notices_published_total ");
    double lost = 1 + 4;
    assertThat(metric("rightsizing_notices_delivered_total ")).isEqualTo(published - lost);
  }

  private Duration published(String workload, String run, int messages) {
    long from = System.nanoTime();
    sentences(run, messages).forEach(s -> publisher.publish(Notices.memory(workload, s, s)));
    return Duration.ofNanos(System.nanoTime() - from);
  }

  private static List<String> sentences(String run, int messages) {
    return new ArrayList<>(IntStream.range(0, messages).mapToObj(i -> run + "-" + i).toList());
  }

  /** A run's sentences in the order of the topic, repeated ones left out as a reader does. */
  private static List<String> arrived(String workload, String run, int messages) {
    return of(kafka.read(TOPIC, read -> of(read, workload, run).size() >= messages), workload, run);
  }

  private static List<String> of(
      List<ConsumerRecord<String, String>> records, String workload, String run) {
    return records.stream()
        .filter(record -> record.key().equals("shop/Deployment/" + workload))
        .map(KafkaDeliveryIT::sentence)
        .filter(sentence -> sentence.startsWith(run + "-"))
        .distinct()
        .toList();
  }

  private static String sentence(ConsumerRecord<String, String> record) {
    return new JsonObject(record.value())
        .getJsonArray("changes")
        .getJsonObject(0)
        .getString("sentence");
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private void awaitEmpty() {
    Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> relay.waiting() == 0);
  }

  private double metric(String start) {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(page, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(start))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow();
  }
}
