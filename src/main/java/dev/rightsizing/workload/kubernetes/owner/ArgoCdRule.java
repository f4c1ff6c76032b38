// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.owner;

import dev.rightsizing.model.proposal.WorkloadOwner;
import dev.rightsizing.model.proposal.WorkloadOwner.ManagedBy;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tracking id that Argo CD writes into what it applies. It names the object that it is of, and
 * one that names another was copied from there. A label has no such check, and is also set by
 * charts, so that it counts only where Argo CD is a field manager too.
 *
 * <p>Source: Argo CD, user guide, "Resource Tracking": {@code
 * <application>:<group>/<kind>:<namespace>/<name>}, the application as {@code <namespace>_<name>}
 * outside of Argo CD's own namespace.
 */
final class ArgoCdRule implements OwnerRule {
  private static final String TRACKING = "argocd.argoproj.io/tracking-id";
  private static final String MANAGER = "argocd-controller";
  private static final List<String> LABELS =
      List.of("argocd.argoproj.io/instance", "app.kubernetes.io/instance");
  private static final String APPLICATION = "Application";

  /** Namespaces and names have no underscore. */
  private static final Pattern ID =
      Pattern.compile(
          "(?:(?<namespace>[a-z0-9.-]+)_)?(?<name>[A-Za-z0-9._-]+):"
              + "(?<group>[^/:]*)/(?<kind>[^/:]+):(?<at>[^/:]*)/(?<of>[^/]+)");

  @Override
  public Optional<WorkloadOwner> owner(OwnedObject object) {
    return object
        .annotation(TRACKING)
        .map(ID::matcher)
        .filter(id -> id.matches() && isOf(object, id))
        .map(ArgoCdRule::tracked)
        .or(() -> labelled(object));
  }

  private static boolean isOf(OwnedObject object, Matcher id) {
    String group = object.kind().apiVersion().replaceAll("/.*", "");
    return id.group("group").equals(group)
        && id.group("kind").equals(object.kind().kind())
        && id.group("at").equals(object.meta().getNamespace())
        && id.group("of").equals(object.meta().getName());
  }

  private static WorkloadOwner tracked(Matcher id) {
    String namespace = id.group("namespace") == null ? "" : id.group("namespace");
    return new WorkloadOwner(
        ManagedBy.ARGO_CD,
        APPLICATION,
        namespace,
        id.group("name"),
        "annotation %s of Application %s names this object"
            .formatted(TRACKING, (namespace.isEmpty() ? "" : namespace + "/") + id.group("name")),
        Optional.empty());
  }

  private static Optional<WorkloadOwner> labelled(OwnedObject object) {
    if (!object.isWrittenBy(MANAGER)) {
      return Optional.empty();
    }
    return LABELS.stream()
        .filter(label -> object.label(label).isPresent())
        .findFirst()
        .map(label -> labelled(object, label))
        .or(
            () ->
                Optional.of(
                    new WorkloadOwner(
                        ManagedBy.ARGO_CD,
                        "",
                        "field manager "
                            + MANAGER
                            + " wrote its containers; no label names the"
                            + " Application",
                        Optional.empty())));
  }

  private static WorkloadOwner labelled(OwnedObject object, String label) {
    String value = object.label(label).orElseThrow();
    // Argo CD writes the label's value in the same form as the id's first part.
    int divider = value.indexOf('_');
    return new WorkloadOwner(
        ManagedBy.ARGO_CD,
        APPLICATION,
        divider < 0 ? "" : value.substring(0, divider),
        value.substring(divider + 1),
        "label %s: %s, and field manager %s wrote its containers".formatted(label, value, MANAGER),
        Optional.empty());
  }
}
