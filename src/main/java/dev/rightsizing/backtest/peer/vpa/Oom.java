// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer.vpa;

/**
 * A container that was killed because it was out of memory.
 *
 * @param second unix time
 * @param requestBytes its memory request at that time
 */
public record Oom(long second, double requestBytes) {}
