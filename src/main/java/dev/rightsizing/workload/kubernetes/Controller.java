// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.OwningController;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Optional;

/** The owner reference that says who manages an object: {@code controller: true}. */
public record Controller(String apiVersion, String kind, String name, String uid) {

  /** Of an object; empty where nobody manages it. */
  public static Optional<Controller> of(ObjectMeta meta) {
    return meta.getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .findFirst()
        .map(Controller::of);
  }

  private static Controller of(OwnerReference owner) {
    return new Controller(owner.getApiVersion(), owner.getKind(), owner.getName(), owner.getUid());
  }

  /** Whether it is of a kind of a group, in any version. */
  public boolean is(String group, String wantedKind) {
    return kind.equals(wantedKind) && apiVersion.startsWith(group + "/");
  }

  OwningController owning() {
    return new OwningController(apiVersion, kind, name);
  }
}
