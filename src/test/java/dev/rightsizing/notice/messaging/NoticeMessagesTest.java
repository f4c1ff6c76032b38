// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rightsizing.model.Reason;
import dev.rightsizing.notice.Notice;
import io.smallrye.reactive.messaging.ce.OutgoingCloudEventMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeMessagesTest {
  private final NoticeMessages messages = new NoticeMessages(URI.create("/clusters/prod-1"));

  private OutgoingCloudEventMetadata<?> event(Notice notice) {
    return messages.message(notice).getMetadata(OutgoingCloudEventMetadata.class).orElseThrow();
  }

  private JsonNode data(Notice notice) {
    try {
      return new ObjectMapper().readTree(messages.message(notice).getPayload());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void isACloudEventAboutTheWorkload() {
    OutgoingCloudEventMetadata<?> event = event(Notices.memory("web", "c1"));
    assertThat(event.getSpecVersion()).isEqualTo("1.0");
    assertThat(event.getSource()).isEqualTo(URI.create("/clusters/prod-1"));
    assertThat(event.getSubject()).contains("shop/Deployment/web");
    assertThat(event.getDataContentType()).contains("application/json");
    assertThat(event.getTimeStamp().orElseThrow().toInstant())
        .isEqualTo(Instant.parse("2026-03-04T10:20:00Z"));
  }

  @Test
  void theSubjectIsTheKeySoThatAWorkloadKeepsItsOrder() {
    Message<String> message = messages.message(Notices.memory("web", "c1"));
    assertThat(message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow().getKey())
        .isEqualTo("shop/Deployment/web");
  }

  @Test
  void theSameCrossingHasTheSameIdAndEveryOtherAnother() {
    String id = event(Notices.memory("web", "c1")).getId();
    assertThat(event(Notices.memory("web", "c1", "told again, with other figures")).getId())
        .isEqualTo(id);
    assertThat(event(Notices.memory("web", "c2")).getId()).isNotEqualTo(id);
    assertThat(event(Notices.memory("api", "c1")).getId()).isNotEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({
    "THROTTLING_RISK, true, dev.rightsizing.risk.raised",
    "MEMORY_RISK, true, dev.rightsizing.risk.raised",
    "OOM_KILLED, true, dev.rightsizing.risk.raised",
    "MEMORY_RISK, false, dev.rightsizing.risk.lowered",
    "RISK_CLEARED, false, dev.rightsizing.risk.cleared",
    "MANY_AT_RISK, true, dev.rightsizing.risk.many",
  })
  void theTypeSaysWhichWayItWent(Reason reason, boolean warning, String type) {
    assertThat(event(Notices.of(reason, warning)).getType()).isEqualTo(type);
  }

  @Test
  void theDataAreThoseOfTheDocumentedExample() throws IOException {
    String page = Files.readString(Path.of("docs/messages.md"));
    String example = page.substring(page.indexOf("```json") + 7);
    JsonNode documented = new ObjectMapper().readTree(example.substring(0, example.indexOf("```")));
    assertThat(data(Notices.documented())).isEqualTo(documented);
  }

  @Test
  void whatIsNotAdvisedIsLeftOut() {
    JsonNode advised = data(Notices.memory("web", "c1")).at("/changes/0/advised");
    assertThat(advised.get("request").asText()).isEqualTo("900Mi");
    assertThat(advised.has("limit")).isFalse();
  }

  @Test
  void aMessageAboutManyNamesThePolicyAndNoWorkload() {
    JsonNode data = data(Notices.many());
    assertThat(data.at("/policy/name").asText()).isEqualTo("shop");
    assertThat(data.has("workload")).isFalse();
    assertThat(data.get("changes")).isEmpty();
    assertThat(event(Notices.many()).getSubject()).contains("shop/RightSizingPolicy/shop");
  }
}
