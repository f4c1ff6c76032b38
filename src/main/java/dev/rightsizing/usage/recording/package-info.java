// SPDX-License-Identifier: Apache-2.0
/**
 * Reads usage that was recorded in a file, for tests and back-tests.
 *
 * <p>May import {@code model} and {@code usage}. Open {@link
 * dev.rightsizing.usage.recording.RecordingUsageSource} first.
 */
package dev.rightsizing.usage.recording;
