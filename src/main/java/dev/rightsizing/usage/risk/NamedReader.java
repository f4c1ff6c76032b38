// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.risk;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.PolicySignal;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the queries that a policy has written, one after the other; a faulty one is its own fault.
 */
final class NamedReader {

  Map<String, NamedReadings> read(UsageSource source, RiskRequest request) {
    if (!request.queriesAllowed()) {
      return failed(request, Reason.QUERY_NOT_ALLOWED);
    }
    Map<String, NamedReadings> readings = new LinkedHashMap<>();
    for (PolicySignal signal : request.signals()) {
      WorkloadSamples gathered = new WorkloadSamples(request);
      try {
        source.readNamed(
            new NamedQuery(signal.name(), signal.query(), request.at(), request.namespaces()),
            gathered::sample);
        readings.put(signal.name(), gathered.readings());
      } catch (UsageException e) {
        readings.put(signal.name(), NamedReadings.failed(e.reason()));
      }
    }
    return readings;
  }

  static Map<String, NamedReadings> failed(RiskRequest request, Reason reason) {
    Map<String, NamedReadings> readings = new LinkedHashMap<>();
    request.signals().forEach(s -> readings.put(s.name(), NamedReadings.failed(reason)));
    return readings;
  }
}
