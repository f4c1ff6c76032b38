// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.proposal.Bound;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.patch.edit.Edited;
import dev.rightsizing.patch.edit.PresentContainer;
import dev.rightsizing.patch.edit.Refusal;
import dev.rightsizing.patch.manifest.ManifestEditor.WorkloadEdit;
import dev.rightsizing.patch.yaml.YamlDocument;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlText;
import dev.rightsizing.patch.yaml.YamlTextException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Holds for manifests of any style; what is read is checked with a parser of YAML 1.1. */
class EditPropertiesTest {
  private static final List<String> AMOUNTS = List.of("100m", "1", "1500m", "3");
  private static final List<String> SIZES = List.of("64Mi", "1Gi", "1536Mi", "900Mi", "512M");

  private final ManifestEditor editor = new ManifestEditor();

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void changesTheWantedSizesAlone(@ForAll long seed) throws YamlTextException {
    String text = new RandomManifests(seed).file();
    Assume.that(isReadByBoth(text));
    YamlText file = parsed(text);
    List<WorkloadEdit> edits = edits(file, new Random(seed));
    Edited edited = editor.editWorkloads(file, edits);
    String result = new String(edited.bytes(), StandardCharsets.UTF_8);

    assertThat(otherLines(result)).as(text).isEqualTo(otherLines(text));
    compare(text, result, edits, edited.refused());
    YamlText again = parsed(result);
    Edited twice = editor.editWorkloads(again, edits(again, new Random(seed)));
    assertThat(new String(twice.bytes(), StandardCharsets.UTF_8)).isEqualTo(result);
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void changesNoByteForThePresentSizes(@ForAll long seed) throws YamlTextException {
    String text = new RandomManifests(seed).file();
    YamlText file = parsed(text);
    List<WorkloadEdit> edits = new ArrayList<>();
    for (YamlMapping object : deployments(file)) {
      List<SizeEdit> sizes = new ArrayList<>();
      for (PresentContainer c : editor.containers(file, object, WorkloadKind.DEPLOYMENT)) {
        c.sizes()
            .forEach(
                s ->
                    sizes.add(
                        new SizeEdit(
                            c.name(), c.role(), s.resource(), s.bound(), s.amount(), s.amount())));
      }
      edits.add(new WorkloadEdit(object, WorkloadKind.DEPLOYMENT, sizes));
    }
    Edited edited = editor.editWorkloads(file, edits);
    assertThat(new String(edited.bytes(), StandardCharsets.UTF_8)).isEqualTo(text);
    assertThat(edited.refused()).isEmpty();
  }

  private static boolean isReadByBoth(String text) {
    try {
      return objects(text) != null;
    } catch (YAMLException e) {
      return false;
    }
  }

  private static YamlText parsed(String text) throws YamlTextException {
    return YamlText.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Of each container some quantities, of which some are taken away. */
  private List<WorkloadEdit> edits(YamlText file, Random random) {
    List<WorkloadEdit> edits = new ArrayList<>();
    for (YamlMapping object : deployments(file)) {
      List<SizeEdit> sizes = new ArrayList<>();
      for (PresentContainer c : editor.containers(file, object, WorkloadKind.DEPLOYMENT)) {
        for (Resource resource : Resource.values()) {
          List<String> amounts = resource == Resource.CPU ? AMOUNTS : SIZES;
          Amount request = Amount.parse(resource, amounts.get(random.nextInt(amounts.size())));
          Optional<Amount> limit =
              random.nextInt(3) == 0
                  ? Optional.empty()
                  : Optional.of(random.nextBoolean() ? request : request.times(2));
          if (random.nextInt(4) > 0) {
            sizes.add(edit(c.name(), c.role(), resource, Bound.REQUEST, Optional.of(request)));
          }
          if (random.nextInt(4) > 0) {
            sizes.add(edit(c.name(), c.role(), resource, Bound.LIMIT, limit));
          }
        }
      }
      edits.add(new WorkloadEdit(object, WorkloadKind.DEPLOYMENT, sizes));
    }
    return edits;
  }

  private static SizeEdit edit(
      String name, ContainerRole role, Resource resource, Bound bound, Optional<Amount> to) {
    return new SizeEdit(name, role, resource, bound, Optional.empty(), to);
  }

  private static List<YamlMapping> deployments(YamlText file) {
    return file.documents().stream()
        .map(YamlDocument::root)
        .flatMap(EditPropertiesTest::objects)
        .filter(o -> o.text("kind").filter("Deployment"::equals).isPresent())
        .toList();
  }

  private static Stream<YamlMapping> objects(YamlNode root) {
    return root instanceof YamlMapping mapping
        ? mapping
            .sequence("items")
            .map(items -> items.items().stream().flatMap(EditPropertiesTest::objects))
            .orElse(Stream.of(mapping))
        : Stream.of();
  }

  /** Lines that say no size, as they are; containers in braces have all on one line. */
  private static List<String> otherLines(String text) {
    return Stream.of(text.split("(?<=\n)"))
        .map(line -> line.replaceAll("[\r\n]+$", ""))
        .filter(line -> !line.matches("(?s).*(cpu|memory|requests|limits|resources|\\{ ?name).*"))
        .filter(line -> !line.matches("(?s).*[\\[{].*"))
        .toList();
  }

  private static void compare(
      String before, String after, List<WorkloadEdit> edits, List<Refusal> refused) {
    List<Map<String, Object>> old = objects(before);
    List<Map<String, Object>> now = objects(after);
    assertThat(now).hasSameSizeAs(old);
    int i = 0;
    for (int n = 0; n < old.size(); n++) {
      if ("Deployment".equals(old.get(n).get("kind"))) {
        for (SizeEdit edit : edits.get(i++).edits()) {
          Object written = take(old.get(n), now.get(n), edit);
          boolean kept =
              refused.stream()
                  .anyMatch(
                      r ->
                          r.container().equals(edit.container())
                              && r.resource().filter(x -> x != edit.resource()).isEmpty());
          if (!kept) {
            assertThat(written(edit.resource(), written))
                .as(edit + " in\n" + before + "\n=>\n" + after)
                .isEqualTo(edit.to().map(Amount::toQuantity));
          }
        }
      }
      assertThat(normal(now.get(n))).as(before + "\n=>\n" + after).isEqualTo(normal(old.get(n)));
    }
  }

  /** Takes a quantity out of both; what the second one said. */
  private static Object take(Map<String, Object> old, Map<String, Object> now, SizeEdit edit) {
    sizes(old, edit).remove(edit.resource().key());
    return sizes(now, edit).remove(edit.resource().key());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> sizes(Map<String, Object> object, SizeEdit edit) {
    Map<String, Object> pod = (Map<String, Object>) at(at(at(object, "spec"), "template"), "spec");
    List<Object> containers =
        (List<Object>) pod.get(edit.role() == ContainerRole.MAIN ? "containers" : "initContainers");
    for (Object container : containers) {
      if (edit.container().equals(((Map<String, Object>) container).get("name"))) {
        Object resources = at((Map<String, Object>) container, "resources");
        Object bound = at(resources, edit.bound().key());
        return bound instanceof Map ? (Map<String, Object>) bound : new LinkedHashMap<>();
      }
    }
    throw new AssertionError("no container " + edit.container());
  }

  private static Object at(Object map, String key) {
    return map instanceof Map<?, ?> m ? m.get(key) : null;
  }

  private static Optional<String> written(Resource resource, Object value) {
    return value == null
        ? Optional.empty()
        : Optional.of(
            Amount.parse(resource, value instanceof Double d ? "" + d : value.toString())
                .toQuantity());
  }

  /** Without empty resources, requests and limits, and with numbers as text. */
  private static Object normal(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> normal = new LinkedHashMap<>();
      map.forEach(
          (k, v) -> {
            Object n = normal(v);
            boolean size = List.of("resources", "requests", "limits").contains(k);
            if (!(size && (n == null || Map.of().equals(n)))) {
              normal.put(k, n);
            }
          });
      return normal;
    }
    return value instanceof List<?> list
        ? list.stream().map(v -> Optional.ofNullable(normal(v))).toList()
        : value;
  }

  /** As a reader of YAML 1.1 has them, each with its own copies of what is shared. */
  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> objects(String text) {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    List<Map<String, Object>> objects = new ArrayList<>();
    StreamSupport.stream(yaml.loadAll(text.replace("\uFEFF", "")).spliterator(), false)
        .forEach(
            document -> {
              Map<String, Object> map = (Map<String, Object>) document;
              if (map.get("items") instanceof List<?> items) {
                items.forEach(item -> objects.add((Map<String, Object>) copy(item)));
              } else {
                objects.add((Map<String, Object>) copy(map));
              }
            });
    return objects;
  }

  private static Object copy(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((k, v) -> copy.put(k, copy(v)));
      return copy;
    }
    return value instanceof List<?> list
        ? new ArrayList<>(list.stream().map(v -> copy(v)).toList())
        : value;
  }
}
