// SPDX-License-Identifier: Apache-2.0
/**
 * What the cluster has against a change: roll-outs, disruption budgets, autoscalers, owners of
 * templates, LimitRanges, quotas, nodes, and what a resize in place cannot do.
 *
 * <p>Imports {@code model} and the port of its room. Open {@link
 * dev.rightsizing.guard.cluster.ClusterGuards} first.
 */
package dev.rightsizing.guard.cluster;
