// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice;

/** Tells people something. Safe for use by several threads. */
@FunctionalInterface
public interface NoticePublisher {

  /** Tells nobody. */
  NoticePublisher NONE = notice -> {};

  /** Publishes one notice once, however often it is called with it; never throws. */
  void publish(Notice notice);
}
