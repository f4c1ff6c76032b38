// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import dev.rightsizing.apply.ActOutcome;
import dev.rightsizing.apply.kubernetes.TemplatePatch.Change;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.apply.LivePod;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes sizes of a template by server-side apply. What we apply is all that we own, so that fields
 * of earlier changes come along, and one that is to go is left out. A conflict tells who else owns
 * a field; nothing is forced unless all of them may be taken over from.
 */
final class TemplateApply {
  private static final Pattern CONFLICT = Pattern.compile("conflict with \"([^\"]+)\"");
  private static final String CONFLICT_CAUSE = "FieldManagerConflict";

  private final ApiObjects objects;
  private final OwnerAdvice advice;

  TemplateApply(ApiObjects objects, OwnerAdvice advice) {
    this.objects = objects;
    this.advice = advice;
  }

  /**
   * Whether apply can express the change: not for a custom resource, whose lists of containers are
   * replaced as a whole where its schema does not say how to merge them; and a field goes only
   * where nobody else owns it.
   */
  boolean canSay(Change change) {
    return change.kind().isBuiltIn()
        && change.changes().entrySet().stream()
            .filter(entry -> entry.getValue().isEmpty())
            .allMatch(entry -> isOursAlone(change, entry.getKey()));
  }

  private static boolean isOursAlone(Change change, SizeField field) {
    List<FieldOwners.Owned> owners = change.owners().of(change.spec(), field);
    return !owners.isEmpty()
        && owners.stream()
            .allMatch(owner -> owner.applied() && owner.manager().equals(ApiObjects.MANAGER));
  }

  /**
   * @return empty where it is done
   */
  Optional<ActOutcome> write(Change change) {
    try {
      patch(change, false);
      return Optional.empty();
    } catch (KubernetesClientException e) {
      Set<String> managers = managers(e);
      if (managers.isEmpty()) {
        throw e;
      }
      managers.removeIf(change::mayTakeFrom);
      if (!managers.isEmpty()) {
        return Optional.of(
            advice.template(
                change.ref(), change.read().getMetadata(), managers, change.changes().keySet()));
      }
    }
    patch(change, true);
    return Optional.empty();
  }

  private void patch(Change change, boolean force) {
    Map<String, Object> document = change.spec().document(all(change));
    document.put("apiVersion", change.ref().kind().apiVersion());
    document.put("kind", change.ref().kind().kind());
    document.put("metadata", metadata(change, force));
    objects.patch(
        change.kind().definition(),
        change.read(),
        PatchType.SERVER_SIDE_APPLY,
        document,
        force,
        change.isDryRun());
  }

  private static Map<SizeField, String> all(Change change) {
    Map<SizeField, String> all = new LinkedHashMap<>();
    for (SizeField field : change.owners().applied(ApiObjects.MANAGER, change.spec())) {
      change.spec().quantity(field).ifPresent(quantity -> all.put(field, quantity));
    }
    change
        .changes()
        .forEach(
            (field, amount) ->
                amount
                    .map(Amount::toQuantity)
                    .ifPresentOrElse(
                        quantity -> all.put(field, quantity), () -> all.remove(field)));
    return all;
  }

  /**
   * With the uid, so that no object is made where it is gone; by force also with the version that
   * was read, as the owners are known of that one alone.
   */
  private static Map<String, Object> metadata(Change change, boolean force) {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("name", change.ref().name());
    meta.put("namespace", change.ref().namespace());
    meta.put("uid", change.read().getMetadata().getUid());
    if (force) {
      meta.put("resourceVersion", change.read().getMetadata().getResourceVersion());
    }
    change
        .annotation()
        .or(() -> Optional.ofNullable(before(change)))
        .ifPresent(text -> meta.put("annotations", Map.of(LivePod.APPLIED_BY, text)));
    return meta;
  }

  private static String before(Change change) {
    Map<String, String> annotations = change.read().getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(LivePod.APPLIED_BY);
  }

  private static Set<String> managers(KubernetesClientException e) {
    Set<String> managers = new LinkedHashSet<>();
    if (e.getCode() == HttpURLConnection.HTTP_CONFLICT
        && e.getStatus() != null
        && e.getStatus().getDetails() != null) {
      e.getStatus().getDetails().getCauses().stream()
          .filter(cause -> CONFLICT_CAUSE.equals(cause.getReason()))
          .map(StatusCause::getMessage)
          .filter(Objects::nonNull)
          .map(CONFLICT::matcher)
          .filter(Matcher::find)
          .forEach(matcher -> managers.add(matcher.group(1)));
    }
    return managers;
  }
}
