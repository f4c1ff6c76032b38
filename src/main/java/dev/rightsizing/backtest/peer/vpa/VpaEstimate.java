// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer.vpa;

/**
 * What VPA recommends for one resource of one container, in millicores or bytes.
 *
 * @param target the request it would set
 * @param lower below this it evicts the pod, to raise the request
 * @param upper above this it evicts the pod, to lower the request
 */
public record VpaEstimate(long target, long lower, long upper) {}
