// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.proposal.Bound;
import dev.rightsizing.patch.edit.ContainerFinder;
import dev.rightsizing.patch.edit.PresentSize;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlScalar;
import dev.rightsizing.patch.yaml.YamlSequence;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds quantities in the operations of a JSON patch (RFC 6902). */
final class JsonPatchReader {
  private static final Pattern PATH =
      Pattern.compile(
          "(?:/(containers|initContainers)/(\\d{1,4}))?/(name|resources"
              + "(?:/(?:(requests|limits)(?:/(\\w+))?)?)?)");

  private final String name;
  private final YamlText text;
  private final String pod;
  private final YamlSequence operations;
  private boolean byPosition;

  JsonPatchReader(String name, YamlText text, WorkloadKind kind, YamlSequence operations) {
    this.name = name;
    this.text = text;
    this.pod = "/" + String.join("/", ContainerFinder.podSpec(kind));
    this.operations = operations;
  }

  /** Whether the container was known by its position alone, without a test of its name. */
  boolean byPosition() {
    return byPosition;
  }

  /**
   * What it sets of a container.
   *
   * @param position of the container in its list; a test of the name wins over it
   */
  Optional<Place> find(String container, ContainerRole role, int position) {
    Map<Place.Quantity, Place.Value> values = new HashMap<>();
    Map<String, String> tested = new HashMap<>();
    for (YamlNode node : operations.items()) {
      if (!(node instanceof YamlMapping operation)) {
        continue;
      }
      String path = operation.text("path").orElse("");
      Matcher m = PATH.matcher(path.startsWith(pod) ? path.substring(pod.length()) : "");
      if (!m.matches()) {
        continue;
      }
      String at = m.group(1) + "/" + m.group(2);
      if (m.group(3).equals("name")) {
        operation.text("value").ifPresent(value -> tested.put(at, value));
      } else if (isOf(m, container, role, position, tested.get(at))) {
        byPosition |= role != ContainerRole.POD && tested.get(at) == null;
        value(operation, m, values);
      }
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(new Place.Operations(name, values));
  }

  private static boolean isOf(
      Matcher m, String container, ContainerRole role, int position, String tested) {
    if (role == ContainerRole.POD || m.group(1) == null) {
      return role == ContainerRole.POD && m.group(1) == null;
    }
    return m.group(1).equals("containers") == (role == ContainerRole.MAIN)
        && (tested != null ? tested.equals(container) : Integer.parseInt(m.group(2)) == position);
  }

  private void value(YamlMapping operation, Matcher m, Map<Place.Quantity, Place.Value> values) {
    String op = operation.text("op").orElse("");
    if (!op.equals("add") && !op.equals("replace")) {
      return;
    }
    for (Bound bound : Bound.values()) {
      for (Resource resource : Resource.values()) {
        if (m.group(4) != null && !m.group(4).equals(bound.key())
            || m.group(5) != null && !m.group(5).equals(resource.key())) {
          continue;
        }
        Optional<YamlNode> value = operation.get("value");
        boolean whole = m.group(5) != null;
        if (!whole) {
          value = m.group(4) == null ? in(value, bound.key()) : value;
          value = in(value, resource.key());
        }
        if (value.isPresent() && value.get() instanceof YamlScalar scalar) {
          values.put(
              new Place.Quantity(resource, bound),
              new Place.Value(present(resource, bound, scalar), scalar));
        }
      }
    }
  }

  private static Optional<YamlNode> in(Optional<YamlNode> node, String key) {
    return node.filter(YamlMapping.class::isInstance).flatMap(n -> ((YamlMapping) n).get(key));
  }

  private PresentSize present(Resource resource, Bound bound, YamlScalar scalar) {
    int line = text.line(scalar.content());
    boolean template = text.hasTemplate(scalar.content(), scalar.end());
    Optional<Amount> amount = Optional.empty();
    try {
      amount = template ? Optional.empty() : Optional.of(Amount.parse(resource, scalar.value()));
    } catch (IllegalArgumentException e) {
      // Said below: it is no quantity.
    }
    boolean plain = amount.isPresent() && scalar.anchor().isEmpty() && !scalar.style().isBlock();
    return new PresentSize(
        resource,
        bound,
        amount,
        line,
        plain
            ? Optional.empty()
            : Optional.of("the value on line " + line + " is no plain quantity; write it out"));
  }
}
