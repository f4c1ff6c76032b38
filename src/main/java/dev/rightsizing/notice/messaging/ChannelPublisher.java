// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice.messaging;

import dev.rightsizing.notice.Notice;
import dev.rightsizing.notice.NoticePublisher;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Sends notices to the channel {@code notices}. A notice that is published again has the same
 * CloudEvent id, by which consumers deduplicate.
 */
public final class ChannelPublisher implements NoticePublisher {
  private static final Logger LOG = Logger.getLogger(ChannelPublisher.class);

  private final NoticeMessages messages;
  private final Consumer<Message<String>> channel;
  private final MessageListener listener;
  private final AtomicBoolean failing = new AtomicBoolean();

  /**
   * @param channel puts a message on the channel without waiting
   */
  public ChannelPublisher(
      NoticeMessages messages, Consumer<Message<String>> channel, MessageListener listener) {
    this.messages = messages;
    this.channel = channel;
    this.listener = listener;
  }

  @Override
  public void publish(Notice notice) {
    try {
      channel.accept(messages.message(notice));
      listener.published();
      failing.set(false);
    } catch (RuntimeException e) {
      listener.dropped(DropCause.CHANNEL, 1);
      if (failing.compareAndSet(false, true)) {
        LOG.warnf(
            "channel notices does not accept messages (first failure: %s %s/%s): %s",
            notice.regarding().kind(),
            notice.regarding().namespace(),
            notice.regarding().name(),
            e.getMessage());
      }
    }
  }
}
