// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.proposal.Bound;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who owns which fields of an object, from {@code metadata.managedFields}.
 *
 * @param entries of managers that write the object itself, not a subresource
 */
record FieldOwners(List<Owned> entries) {
  private static final Pattern CONTAINER = Pattern.compile("k:\\{\"name\":\"([^\"]+)\"\\}");
  private static final String APPLY = "Apply";

  /**
   * What one manager owns.
   *
   * @param applied whether by server-side apply, which takes a field away by leaving it out
   */
  record Owned(String manager, boolean applied, Map<String, Object> fields) {}

  static FieldOwners of(ObjectMeta meta) {
    List<Owned> entries = new ArrayList<>();
    for (ManagedFieldsEntry entry : meta.getManagedFields()) {
      boolean whole = entry.getSubresource() == null || entry.getSubresource().isEmpty();
      if (whole && entry.getFieldsV1() != null && entry.getManager() != null) {
        entries.add(
            new Owned(
                entry.getManager(),
                APPLY.equals(entry.getOperation()),
                entry.getFieldsV1().getAdditionalProperties()));
      }
    }
    return new FieldOwners(List.copyOf(entries));
  }

  /** Those that own a quantity, or a list as a whole that its container is in. */
  List<Owned> of(SpecView spec, SizeField field) {
    List<String> path = path(spec, field);
    int list = spec.path().size();
    return entries.stream().filter(entry -> owns(entry.fields(), path, list)).toList();
  }

  /** Those that own a list or anything in it, by a path of keys. */
  Set<String> of(List<String> path) {
    Set<String> managers = new LinkedHashSet<>();
    for (Owned entry : entries) {
      Object at = entry.fields();
      for (String key : path) {
        at = at instanceof Map<?, ?> map ? map.get("f:" + key) : null;
      }
      if (at != null) {
        managers.add(entry.manager());
      }
    }
    return managers;
  }

  /** The quantities that a manager owns by server-side apply. */
  List<SizeField> applied(String manager, SpecView spec) {
    List<SizeField> fields = new ArrayList<>();
    for (Owned entry : entries) {
      if (entry.applied() && entry.manager().equals(manager)) {
        Object pod = entry.fields();
        for (String key : spec.path()) {
          pod = at(pod, key);
        }
        quantities(pod, "", "", fields);
        for (String list : List.of(SizeField.CONTAINERS, SizeField.INIT_CONTAINERS)) {
          if (at(pod, list) instanceof Map<?, ?> containers) {
            containers.forEach(
                (key, container) -> {
                  Matcher name = CONTAINER.matcher(String.valueOf(key));
                  if (name.matches()) {
                    quantities(container, list, name.group(1), fields);
                  }
                });
          }
        }
      }
    }
    return fields;
  }

  private static void quantities(
      Object holder, String list, String container, List<SizeField> fields) {
    for (Bound bound : Bound.values()) {
      for (Resource resource : Resource.values()) {
        if (at(at(at(holder, "resources"), bound.key()), resource.key()) != null) {
          fields.add(new SizeField(list, container, bound, resource));
        }
      }
    }
  }

  private static Object at(Object fields, String key) {
    return fields instanceof Map<?, ?> map ? map.get("f:" + key) : null;
  }

  private static List<String> path(SpecView spec, SizeField field) {
    List<String> path = new ArrayList<>();
    spec.path().forEach(key -> path.add("f:" + key));
    if (!field.list().isEmpty()) {
      path.add("f:" + field.list());
      path.add("k:{\"name\":\"" + field.container() + "\"}");
    }
    path.add("f:resources");
    path.add("f:" + field.bound().key());
    path.add("f:" + field.resource().key());
    return path;
  }

  /**
   * @param list position in the path of the list of containers, which an owner without anything in
   *     it owns as a whole
   */
  private static boolean owns(Map<String, Object> fields, List<String> path, int list) {
    Object at = fields;
    for (int i = 0; i < path.size(); i++) {
      at = at instanceof Map<?, ?> map ? map.get(path.get(i)) : null;
      if (i == list && at instanceof Map<?, ?> whole && whole.isEmpty()) {
        return true;
      }
    }
    return at != null;
  }
}
