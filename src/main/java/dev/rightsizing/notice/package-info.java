// SPDX-License-Identifier: Apache-2.0
/**
 * What people are told, as values, through one port. Telling never breaks doing: a publisher
 * catches what goes wrong.
 *
 * <p>May import {@code model} only; {@code notice.kubernetes} is the adapter. Open {@link
 * dev.rightsizing.notice.NoticePublisher} first.
 */
package dev.rightsizing.notice;
