// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.Resource;

/**
 * What one collection did for one resource.
 *
 * @param promql a query as sent, for the evidence
 * @param hasSeries whether the source has any series in the namespaces
 */
record ResourceReads(
    Resource resource, UsageHistory history, ReadReport report, String promql, boolean hasSeries) {}
