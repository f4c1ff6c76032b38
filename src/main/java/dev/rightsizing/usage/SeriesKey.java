// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

/** The container that a series of samples belongs to. */
public record SeriesKey(String namespace, String pod, String container) {}
