// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice.messaging;

import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Message;

/** A way to a broker. */
@FunctionalInterface
public interface MessageSender {

  /**
   * Sends one message without waiting.
   *
   * @return ends, sooner or later, when the broker has it for good, or with why it does not
   */
  CompletionStage<Void> send(Message<String> message);
}
