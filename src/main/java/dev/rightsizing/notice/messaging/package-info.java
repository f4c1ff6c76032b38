// SPDX-License-Identifier: Apache-2.0
/**
 * Notices as CloudEvents on the channel {@code notices}, and from there to Kafka where it is
 * configured. A slow or unreachable broker blocks no caller: undelivered messages wait in a bounded
 * buffer.
 *
 * <p>May import {@code model} and {@code notice}. Open {@link
 * dev.rightsizing.notice.messaging.ChannelPublisher} first, then {@link
 * dev.rightsizing.notice.messaging.MessageOutbox}.
 */
package dev.rightsizing.notice.messaging;
