// SPDX-License-Identifier: Apache-2.0
/**
 * Notices to people and programs, as values, through one port. Publishing never fails the caller: a
 * publisher catches its errors.
 *
 * <p>May import {@code model} only; {@code notice.kubernetes} and {@code notice.messaging} are the
 * adapters. Open {@link dev.rightsizing.notice.NoticePublisher} first.
 */
package dev.rightsizing.notice;
