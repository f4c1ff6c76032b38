// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.workload.kubernetes.Controller;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of a pod.
 *
 * @param labels which budgets select by
 * @param asks what the scheduler counts for it on its node
 * @param live empty where it has ended
 */
record KeptPod(
    String namespace,
    Optional<Controller> controller,
    Map<String, String> labels,
    Map<Resource, Amount> asks,
    Optional<LivePod> live) {}
