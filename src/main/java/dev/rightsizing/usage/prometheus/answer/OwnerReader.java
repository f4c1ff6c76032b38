// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus.answer;

import com.fasterxml.jackson.core.JsonToken;
import dev.rightsizing.usage.PodOwnerHistory;
import dev.rightsizing.usage.PodOwnerHistory.Named;
import dev.rightsizing.usage.PodOwnerHistory.Owner;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads who owned what from the labels of kube-state-metrics' series. */
public final class OwnerReader implements ApiResponse.DataReader {
  /** The metrics whose series are asked for. */
  public static final List<String> METRICS =
      List.of("kube_pod_owner", "kube_replicaset_owner", "kube_job_owner");

  /** How versions of kube-state-metrics say that there is none. */
  private static final Set<String> NO_OWNER = Set.of("", "<none>");

  /** Labels that are kept. */
  private static final List<String> KEPT = List.of("owner_name", "pod");

  private final Map<Named, Owner> pods = new HashMap<>();
  private final Map<Owner, Owner> owners = new HashMap<>();

  /** What was read. */
  public PodOwnerHistory history() {
    return new PodOwnerHistory(pods, owners);
  }

  @Override
  public boolean isEmpty() {
    return pods.isEmpty() && owners.isEmpty();
  }

  @Override
  public void read(ResponseParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      Map<String, String> labels = new HashMap<>();
      ApiResponse.labels(parser, labels);
      for (String kept : KEPT) {
        parser.keep(labels.getOrDefault(kept, "").length());
      }
      take(labels);
    }
  }

  private void take(Map<String, String> labels) {
    String namespace = labels.get("namespace");
    String kind = labels.get("owner_kind");
    String name = labels.get("owner_name");
    boolean controlled = !"false".equals(labels.get("owner_is_controller"));
    if (namespace == null
        || kind == null
        || name == null
        || NO_OWNER.contains(kind)
        || !controlled) {
      return;
    }
    Owner owner = new Owner(namespace, kind, name);
    switch (labels.getOrDefault("__name__", "")) {
      case "kube_pod_owner" -> putPod(labels.get("pod"), namespace, owner);
      case "kube_replicaset_owner" ->
          putOwned(labels.get("replicaset"), "ReplicaSet", namespace, owner);
      case "kube_job_owner" -> putOwned(labels.get("job_name"), "Job", namespace, owner);
      default -> {
        // Not asked for.
      }
    }
  }

  private void putPod(String pod, String namespace, Owner owner) {
    if (pod != null) {
      pods.put(new Named(namespace, pod), owner);
    }
  }

  private void putOwned(String name, String kind, String namespace, Owner owner) {
    if (name != null) {
      owners.put(new Owner(namespace, kind, name), owner);
    }
  }
}
