// SPDX-License-Identifier: Apache-2.0
/**
 * Plays what an API server alone lacks: controllers that make pods, and the kubelet that runs and
 * resizes them. Nothing happens by itself; each call of {@code play} takes everything one step on.
 */
package dev.rightsizing.testkit.played;
