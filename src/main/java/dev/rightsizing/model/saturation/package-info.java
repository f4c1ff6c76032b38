// SPDX-License-Identifier: Apache-2.0
/**
 * What a container suffered beside what it used: throttling, OOM kills, resident memory.
 *
 * <p>Imports no other room. Open {@link dev.rightsizing.model.saturation.Saturation} first.
 */
package dev.rightsizing.model.saturation;
