// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import java.util.Optional;

/** The owner between a pod and its workload: a ReplicaSet. */
record IntermediateOwner(String name, String uid, Optional<Controller> controller) {}
