// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice.messaging;

import dev.rightsizing.model.Reason;
import dev.rightsizing.notice.Notice;
import io.smallrye.reactive.messaging.ce.OutgoingCloudEventMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * Notices as CloudEvents 1.0 with JSON data; docs/messages.md is what readers are promised. On
 * Kafka the key is the subject, so that one workload's messages keep their order.
 */
public final class NoticeMessages {
  static final String RAISED = "dev.rightsizing.risk.raised";
  static final String LOWERED = "dev.rightsizing.risk.lowered";
  static final String CLEARED = "dev.rightsizing.risk.cleared";
  static final String MANY = "dev.rightsizing.risk.many";
  static final String APPLY_CHANGED = "dev.rightsizing.apply.changed";
  static final String APPLY_UNDONE = "dev.rightsizing.apply.undone";
  static final String QUOTA_RAISED = "dev.rightsizing.quota.raised";
  static final String QUOTA_CLEARED = "dev.rightsizing.quota.cleared";

  private final URI source;
  private final NoticeJson data = new NoticeJson();

  /**
   * @param source the CloudEvents' source: the publishing operator
   */
  public NoticeMessages(URI source) {
    this.source = source;
  }

  /** The message for a notice; the same for the same notice. */
  public Message<String> message(Notice notice) {
    String subject = subject(notice.regarding());
    OutgoingCloudEventMetadata<String> event =
        OutgoingCloudEventMetadata.<String>builder()
            .withId(id(notice))
            .withSource(source)
            .withType(type(notice))
            .withSubject(subject)
            .withTimestamp(notice.at().atZone(ZoneOffset.UTC))
            .withDataContentType("application/json")
            .build();
    OutgoingKafkaRecordMetadata<String> kafka =
        OutgoingKafkaRecordMetadata.<String>builder().withKey(subject).build();
    return Message.of(data.json(notice), Metadata.of(event, kafka));
  }

  private static String subject(Notice.Subject regarding) {
    return regarding.namespace() + '/' + regarding.kind() + '/' + regarding.name();
  }

  private static String id(Notice notice) {
    String crossing =
        subject(notice.regarding())
            + '/'
            + notice.regarding().uid()
            + '/'
            + notice.reason().text()
            + '/'
            + notice.crossing();
    return UUID.nameUUIDFromBytes(crossing.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String type(Notice notice) {
    if (notice.action() == Notice.Action.APPLY) {
      return notice.warning() ? APPLY_UNDONE : APPLY_CHANGED;
    }
    if (NoticeJson.isQuota(notice.regarding())) {
      return notice.warning() ? QUOTA_RAISED : QUOTA_CLEARED;
    }
    if (notice.reason() == Reason.MANY_AT_RISK) {
      return MANY;
    }
    if (notice.reason() == Reason.RISK_CLEARED) {
      return CLEARED;
    }
    return notice.warning() ? RAISED : LOWERED;
  }
}
