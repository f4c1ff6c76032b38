// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice;

import java.util.List;
import org.jboss.logging.Logger;

/** Publishes to several publishers in turn; one that fails does not stop the others. */
public final class NoticePublishers implements NoticePublisher {
  private static final Logger LOG = Logger.getLogger(NoticePublishers.class);

  private final List<NoticePublisher> publishers;

  public NoticePublishers(List<NoticePublisher> publishers) {
    this.publishers = List.copyOf(publishers);
  }

  @Override
  public void publish(Notice notice) {
    for (NoticePublisher publisher : publishers) {
      try {
        publisher.publish(notice);
      } catch (RuntimeException e) {
        // Against its contract, so a fault of the program: worth the whole trace.
        LOG.errorf(
            e,
            "%s could not publish %s for %s %s/%s",
            publisher.getClass().getSimpleName(),
            notice.reason().text(),
            notice.regarding().kind(),
            notice.regarding().namespace(),
            notice.regarding().name());
      }
    }
  }
}
