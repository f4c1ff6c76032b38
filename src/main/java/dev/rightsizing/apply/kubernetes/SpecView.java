// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.proposal.Bound;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pod spec of a pod or of a workload's template, as the API server sent it.
 *
 * @param path of keys from the object to it
 * @param spec what is there
 */
record SpecView(List<String> path, Map<?, ?> spec) {
  private static final String RESOURCES = "resources";
  private static final String NAME = "name";
  private static final List<String> POD = List.of("spec");
  private static final List<String> TEMPLATE = List.of("spec", "template", "spec");
  private static final List<String> JOB_TEMPLATE =
      List.of("spec", "jobTemplate", "spec", "template", "spec");

  static Optional<SpecView> ofPod(GenericKubernetesResource pod) {
    return of(pod, POD);
  }

  /** Empty where the object has no template of its own. */
  static Optional<SpecView> ofTemplate(WorkloadKind kind, GenericKubernetesResource workload) {
    return of(workload, kind == WorkloadKind.CRONJOB ? JOB_TEMPLATE : TEMPLATE);
  }

  private static Optional<SpecView> of(GenericKubernetesResource object, List<String> path) {
    return object.get(path.toArray()) instanceof Map<?, ?> spec
        ? Optional.of(new SpecView(path, spec))
        : Optional.empty();
  }

  /** Whether the container is there. */
  boolean has(SizeField field) {
    return field.list().isEmpty() || index(field) >= 0;
  }

  /** Whether a pod's container may be resized: an init container only as a sidecar. */
  boolean isResizable(SizeField field) {
    return has(field)
        && (!SizeField.INIT_CONTAINERS.equals(field.list())
            || "Always".equals(holder(field).get("restartPolicy")));
  }

  /** Position of the container in its list; below 0 where it is not there. */
  int index(SizeField field) {
    if (spec.get(field.list()) instanceof List<?> all) {
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i) instanceof Map<?, ?> one && field.container().equals(one.get(NAME))) {
          return i;
        }
      }
    }
    return -1;
  }

  /** {@code resources} of the container or pod; empty where it has none. */
  Map<String, Object> resources(SizeField field) {
    return copy(holder(field).get(RESOURCES));
  }

  private Map<?, ?> holder(SizeField field) {
    if (field.list().isEmpty()) {
      return spec;
    }
    int index = index(field);
    return index >= 0
            && spec.get(field.list()) instanceof List<?> all
            && all.get(index) instanceof Map<?, ?> container
        ? container
        : Map.of();
  }

  /** As it is written; empty where it is not. */
  Optional<String> quantity(SizeField field) {
    return holder(field).get(RESOURCES) instanceof Map<?, ?> resources
            && resources.get(field.bound().key()) instanceof Map<?, ?> quantities
        ? Optional.ofNullable(quantities.get(field.resource().key())).map(String::valueOf)
        : Optional.empty();
  }

  /** Whether a quantity is what is wanted; a limit of 0 is none. */
  boolean is(SizeField field, Optional<Amount> wanted) {
    return amount(field).equals(wanted.map(Object.class::cast));
  }

  private Optional<Object> amount(SizeField field) {
    return quantity(field)
        .flatMap(
            text -> {
              try {
                Amount amount = Amount.parse(field.resource(), text);
                boolean none = amount.isZero() && field.bound() == Bound.LIMIT;
                return none ? Optional.empty() : Optional.of(amount);
              } catch (IllegalArgumentException e) {
                // Whatever it is, it is not what is wanted.
                return Optional.of(text);
              }
            });
  }

  /** Those fields of {@code wanted} that are not so yet, in the order of the containers. */
  Map<SizeField, Optional<Amount>> differing(Map<SizeField, Optional<Amount>> wanted) {
    Map<SizeField, Optional<Amount>> differing = new LinkedHashMap<>();
    wanted.keySet().stream()
        .filter(field -> !is(field, wanted.get(field)))
        .sorted(Comparator.comparing(SizeField::list).thenComparing(this::index))
        .forEach(field -> differing.put(field, wanted.get(field)));
    return differing;
  }

  /**
   * Names all containers of a list in their order, as a strategic merge patch must: without it the
   * API server orders a list anew by what the patch has, and takes no resize that reorders.
   */
  List<Map<String, Object>> order(String list) {
    List<Map<String, Object>> order = new ArrayList<>();
    if (spec.get(list) instanceof List<?> all) {
      for (Object one : all) {
        if (one instanceof Map<?, ?> container) {
          order.add(Map.of(NAME, container.get(NAME)));
        }
      }
    }
    return order;
  }

  /**
   * An object with nothing but quantities, as a patch takes it.
   *
   * @param quantities a null value takes one away
   */
  Map<String, Object> document(Map<SizeField, String> quantities) {
    Map<String, Object> pod = new LinkedHashMap<>();
    quantities.forEach(
        (field, quantity) -> {
          Map<String, Object> holder = field.list().isEmpty() ? pod : entry(pod, field);
          child(child(holder, RESOURCES), field.bound().key())
              .put(field.resource().key(), quantity);
        });
    Map<String, Object> document = pod;
    for (int i = path.size() - 1; i >= 0; i--) {
      Map<String, Object> outer = new LinkedHashMap<>();
      outer.put(path.get(i), document);
      document = outer;
    }
    return document;
  }

  @SuppressWarnings("unchecked") // made here
  private static Map<String, Object> entry(Map<String, Object> pod, SizeField field) {
    List<Map<String, Object>> list =
        (List<Map<String, Object>>) pod.computeIfAbsent(field.list(), n -> new ArrayList<>());
    for (Map<String, Object> one : list) {
      if (field.container().equals(one.get(NAME))) {
        return one;
      }
    }
    Map<String, Object> made = new LinkedHashMap<>();
    made.put(NAME, field.container());
    list.add(made);
    return made;
  }

  @SuppressWarnings("unchecked") // made here
  private static Map<String, Object> child(Map<String, Object> parent, String key) {
    return (Map<String, Object>) parent.computeIfAbsent(key, k -> new LinkedHashMap<>());
  }

  static Map<String, Object> copy(Object value) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> there) {
      there.forEach(
          (key, each) ->
              copy.put(String.valueOf(key), each instanceof Map<?, ?> ? copy(each) : each));
    }
    return copy;
  }
}
