// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.notice.kubernetes.EventListener;
import dev.rightsizing.notice.kubernetes.EventPublisher;
import dev.rightsizing.notice.messaging.Notices;
import dev.rightsizing.testkit.LocalApiServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the Events' listener hears, on a real API server. */
@ExtendWith(LocalApiServer.Provided.class)
class EventPublisherIT {
  private final List<String> heard = new ArrayList<>();
  private final EventListener listener =
      new EventListener() {
        @Override
        public void written() {
          heard.add("written");
        }

        @Override
        public void refused() {
          heard.add("refused");
        }
      };

  @Test
  void hearsOfEventsThatAreWrittenOnceAndOfThoseThatAreRefused(LocalApiServer server) {
    EventPublisher publisher = new EventPublisher(server.client(), "it", listener);
    publisher.publish(in("there-is-no-such-namespace"));
    assertThat(heard).containsExactly("refused");

    Notice there = in(server.newNamespace("events"));
    publisher.publish(there);
    publisher.publish(there);
    assertThat(heard).containsExactly("refused", "written");
  }

  private static Notice in(String namespace) {
    Notice notice = Notices.memory("web", "c");
    return new Notice(
        new Notice.Subject("apps/v1", "Deployment", namespace, "web", "u"),
        notice.related(),
        notice.reason(),
        notice.warning(),
        notice.note(),
        notice.details(),
        notice.crossing(),
        notice.at());
  }
}
