// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.absence.Absence;
import java.util.List;

/**
 * What one collection did for one resource.
 *
 * @param queries as sent, for the evidence
 * @param hasSeries whether the source has any series in the namespaces
 * @param absences namespaces with workloads but without usage
 */
record ResourceReads(
    Resource resource,
    UsageHistory history,
    ReadReport report,
    SentQueries queries,
    boolean hasSeries,
    List<Absence> absences) {}
