// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.notice.messaging.Notices;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticePublishersTest {

  @Test
  void onePublisherThatFailsKeepsNoOtherFromBeingTold() {
    List<Notice> told = new ArrayList<>();
    NoticePublisher broken =
        notice -> {
          throw new IllegalStateException("broken");
        };
    Notice notice = Notices.memory("web", "c");
    new NoticePublishers(List.of(told::add, broken, told::add)).publish(notice);
    assertThat(told).containsExactly(notice, notice);
  }
}
