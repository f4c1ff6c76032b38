// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice.messaging;

/**
 * Is notified of the outcome of messages. Called often and from several threads: returns at once.
 */
public interface MessageListener {

  /** One is on the channel, for whoever listens in this process. */
  void published();

  /** The broker has one for good. */
  void delivered();

  /** The broker did not take one; it is sent again. */
  void retried();

  /** Some are lost. */
  void dropped(DropCause cause, int messages);
}
