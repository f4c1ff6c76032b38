// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.proposal.Bound;
import dev.rightsizing.patch.edit.PresentSize;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlScalar;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the sizes of a container stand, or where they could be written. */
sealed interface Place {
  /** The key below which a container has requests and limits. */
  String RESOURCES = "resources";

  /** The text that it is in: a path, or one with {@code #} for a patch within a kustomization. */
  String text();

  /** What it has of a resource; empty where it says nothing of this bound. */
  Optional<PresentSize> present(Resource resource, Bound bound);

  /** The file that it is in. */
  default String file() {
    int inline = text().indexOf('#');
    return inline < 0 ? text() : text().substring(0, inline);
  }

  /** Whether it says a bound of a resource. */
  default boolean sets(Resource resource, Bound bound) {
    return present(resource, bound).filter(p -> p.line() > 0).isPresent();
  }

  /** Whether it takes away what stands below it. */
  default boolean clears(Resource resource, Bound bound) {
    return false;
  }

  /** Whether what stands below it does not count. */
  default boolean decides(Resource resource, Bound bound) {
    return sets(resource, bound) || clears(resource, bound);
  }

  /**
   * A mapping below which {@code requests} and {@code limits} stand.
   *
   * @param path keys that lead from the mapping to what has {@code requests}
   * @param nulls quantities that a merge patch takes away
   */
  record Keyed(
      String text,
      YamlMapping holder,
      List<String> path,
      List<PresentSize> sizes,
      Set<Quantity> nulls)
      implements Place {
    public Keyed {
      path = List.copyOf(path);
      sizes = List.copyOf(sizes);
      nulls = Set.copyOf(nulls);
    }

    Keyed(String text, YamlMapping holder, List<String> path, List<PresentSize> sizes) {
      this(text, holder, path, sizes, Set.of());
    }

    /** The resources of a container in a strategic merge patch. */
    static Keyed ofPatch(String text, YamlMapping container, List<PresentSize> sizes) {
      Set<Quantity> nulls = new HashSet<>();
      for (Bound bound : Bound.values()) {
        for (Resource resource : Resource.values()) {
          container
              .mapping(RESOURCES)
              .flatMap(r -> r.mapping(bound.key()))
              .flatMap(b -> b.get(resource.key()))
              .filter(v -> v instanceof YamlScalar scalar && scalar.isNull())
              .ifPresent(v -> nulls.add(new Quantity(resource, bound)));
        }
      }
      return new Keyed(text, container, List.of(RESOURCES), sizes, nulls);
    }

    @Override
    public boolean clears(Resource resource, Bound bound) {
      return nulls.contains(new Quantity(resource, bound));
    }

    @Override
    public Optional<PresentSize> present(Resource resource, Bound bound) {
      return sizes.stream().filter(s -> s.resource() == resource && s.bound() == bound).findFirst();
    }
  }

  /**
   * Operations of a JSON patch, each of which sets one quantity.
   *
   * @param values by resource and bound
   */
  record Operations(String text, Map<Quantity, Value> values) implements Place {
    public Operations {
      values = Map.copyOf(values);
    }

    @Override
    public Optional<PresentSize> present(Resource resource, Bound bound) {
      return Optional.ofNullable(values.get(new Quantity(resource, bound))).map(Value::size);
    }
  }

  /**
   * A patch of the overlay that is to be written.
   *
   * @param overlay folder of the kustomization
   * @param patch what is patched
   */
  record New(String text, String overlay, OverlayPatch.Target patch) implements Place {
    @Override
    public Optional<PresentSize> present(Resource resource, Bound bound) {
      return Optional.empty();
    }
  }

  /** One of the four quantities of a container. */
  record Quantity(Resource resource, Bound bound) {}

  /** A quantity and the scalar that says it. */
  record Value(PresentSize size, YamlScalar scalar) {}
}
