// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.patch.index.KustomizationFacts.Target;
import dev.rightsizing.patch.yaml.YamlMapping;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a patch of a kustomization is for an object. */
enum PatchMatch {
  NO,
  /** For this one. */
  ONE,
  /** Also for others, or that cannot be known. */
  SEVERAL;

  private static final Pattern LITERAL = Pattern.compile("(?:[A-Za-z0-9-]|\\\\\\.)+");

  /** By the target that the kustomization names. Kind and name there are expressions. */
  static PatchMatch of(Target target, String kind, Set<String> names, Set<String> namespaces) {
    PatchMatch byKind = expression(target.kind(), Set.of(kind));
    PatchMatch byName = expression(target.name(), names);
    boolean elsewhere =
        LITERAL.matcher(target.namespace()).matches() && !namespaces.contains(target.namespace());
    if (byKind == NO || byName == NO || elsewhere) {
      return NO;
    }
    // A name alone is enough: what it patches are containers, whatever the kind.
    return byName == ONE && !target.selector() ? ONE : SEVERAL;
  }

  /** Alternatives of plain names are compared; other expressions may match. */
  private static PatchMatch expression(String expression, Set<String> values) {
    String[] parts = expression.replaceAll("^\\^|\\$$", "").split("\\|", -1);
    if (!Arrays.stream(parts).allMatch(part -> LITERAL.matcher(part).matches())) {
      return SEVERAL;
    }
    boolean matches =
        Arrays.stream(parts).map(part -> part.replace("\\.", ".")).anyMatch(values::contains);
    return matches ? parts.length == 1 ? ONE : SEVERAL : NO;
  }

  /** By what a strategic merge patch itself names. */
  static PatchMatch of(YamlMapping patch, String kind, Set<String> names, Set<String> namespaces) {
    String namespace = patch.mapping("metadata").flatMap(m -> m.text("namespace")).orElse("");
    boolean named =
        patch.mapping("metadata").flatMap(m -> m.text("name")).filter(names::contains).isPresent();
    return patch.text("kind").filter(kind::equals).isPresent()
            && named
            && (namespace.isEmpty() || namespaces.contains(namespace))
        ? ONE
        : NO;
  }
}
