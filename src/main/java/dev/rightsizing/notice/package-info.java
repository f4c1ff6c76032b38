// SPDX-License-Identifier: Apache-2.0
/**
 * What people and programs are told, as values, through one port. Telling never breaks doing: a
 * publisher catches what goes wrong.
 *
 * <p>May import {@code model} only; {@code notice.kubernetes} and {@code notice.messaging} are the
 * adapters. Open {@link dev.rightsizing.notice.NoticePublisher} first.
 */
package dev.rightsizing.notice;
