// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice;

/** Publishes notices. Safe for use by several threads. */
@FunctionalInterface
public interface NoticePublisher {

  /** Discards notices. */
  NoticePublisher NONE = notice -> {};

  /** Publishes one notice once, however often it is called with it; never throws. */
  void publish(Notice notice);
}
