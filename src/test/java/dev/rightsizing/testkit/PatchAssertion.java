// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rightsizing.model.Patches;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The one assertion about patches, used wherever a test makes one: each form is one that a real API
 * server takes, first with {@code --dry-run=server}, then for real; nothing but CPU and memory
 * changes; all forms change the same; and a new pod of the changed template is admitted, by the
 * namespace's LimitRanges and ResourceQuotas too.
 */
public final class PatchAssertion {
  private static final List<String> SIZED = List.of("cpu", "memory");
  private static final List<String> LISTS = List.of("initContainers", "containers");

  private final ObjectMapper json = new ObjectMapper();
  private final Kubectl kubectl;

  public PatchAssertion(LocalApiServer server) {
    this.kubectl = new Kubectl(server);
  }

  /** A patch in one form, as a command printed it. */
  public static Patches strategic(String text) {
    return new Patches(Optional.of(text), Optional.empty(), Optional.empty());
  }

  /** A patch in one form, as a command printed it. */
  public static Patches kustomize(String text) {
    return new Patches(Optional.empty(), Optional.of(text), Optional.empty());
  }

  /** A patch in one form, as a command printed it. */
  public static Patches jsonPatch(String text) {
    return new Patches(Optional.empty(), Optional.empty(), Optional.of(text));
  }

  /**
   * Applies a workload's patches; the workload is changed.
   *
   * @param ref of the object that the patches are for, which is on the server
   * @return the pod template after the change, with its {@code metadata} and {@code spec}
   */
  public JsonNode applies(WorkloadRef ref, Patches patches) {
    assertThat(List.of(patches.strategicMerge(), patches.kustomize(), patches.jsonPatch()))
        .as("patches of %s", ref)
        .anyMatch(Optional::isPresent);
    JsonNode before = read(ref);
    patches
        .strategicMerge()
        .ifPresent(p -> onlySizesDiffer(before, patched(ref, "strategic", p, true)));
    patches.jsonPatch().ifPresent(p -> onlySizesDiffer(before, patched(ref, "json", p, true)));
    Optional<JsonNode> built = patches.kustomize().map(p -> built(before, p));
    built.ifPresent(b -> onlySizesDiffer(before, b));
    built.ifPresent(b -> applied(ref, b, true));
    JsonNode after =
        patches
            .strategicMerge()
            .map(p -> patched(ref, "strategic", p, false))
            .or(() -> patches.jsonPatch().map(p -> patched(ref, "json", p, false)))
            .orElseGet(() -> applied(ref, built.orElseThrow(), false));
    onlySizesDiffer(before, after);
    assertThat(sizes(after)).as("sizes of %s after the patch", ref).isNotEqualTo(sizes(before));
    built.ifPresent(b -> assertThat(sizes(b)).as("sizes by Kustomize").isEqualTo(sizes(after)));
    admitsAPod(ref, template(after));
    return template(after);
  }

  /** A new pod of a template is admitted, then deleted. */
  public void admitsAPod(WorkloadRef ref, JsonNode template) {
    ObjectNode pod = json.createObjectNode().put("apiVersion", "v1").put("kind", "Pod");
    ObjectNode metadata = pod.putObject("metadata");
    metadata.put("name", "new-" + UUID.randomUUID().toString().substring(0, 8));
    metadata.put("namespace", ref.namespace());
    metadata.set("labels", template.path("metadata").path("labels").deepCopy());
    pod.set("spec", template.path("spec").deepCopy());
    run(pod.toString(), "create", "-o", "json", "-f", "-");
    run(
        "",
        "-n",
        ref.namespace(),
        "delete",
        "pod",
        metadata.path("name").asText(),
        "--grace-period=0",
        "--force");
  }

  private JsonNode read(WorkloadRef ref) {
    return run("", "-n", ref.namespace(), "get", name(ref), "-o", "json");
  }

  private JsonNode patched(WorkloadRef ref, String type, String patch, boolean dry) {
    return run(
        "",
        "-n",
        ref.namespace(),
        "patch",
        name(ref),
        "--type",
        type,
        "--dry-run=" + (dry ? "server" : "none"),
        "-o",
        "json",
        "-p",
        patch);
  }

  /** A manifest as Kustomize changes it. */
  private JsonNode built(JsonNode object, String patch) {
    try {
      Path folder = Files.createTempDirectory("kustomize");
      Path manifest = folder.resolve("object.yaml");
      Path list = folder.resolve("kustomization.yaml");
      Files.writeString(manifest, new YAMLMapper().writeValueAsString(manifest(object)));
      Files.writeString(list, "resources:\n- object.yaml\n" + patch);
      Kubectl.Result built = kubectl.run("", "kustomize", folder.toString());
      assertThat(built.status()).as(built.output()).isZero();
      Files.delete(manifest);
      Files.delete(list);
      Files.delete(folder);
      return new YAMLMapper().readTree(built.output());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As it lies in Git; a Job under another name, because a Job is made anew to be changed. */
  private static ObjectNode manifest(JsonNode object) {
    ObjectNode manifest = object.deepCopy();
    manifest.remove("status");
    ObjectNode metadata = (ObjectNode) manifest.path("metadata");
    metadata.remove(
        List.of("uid", "resourceVersion", "generation", "creationTimestamp", "managedFields"));
    if (metadata.path("annotations") instanceof ObjectNode annotations) {
      // The server counts changes of a DaemonSet's template there.
      annotations.remove("deprecated.daemonset.template.generation");
      if (annotations.isEmpty()) {
        metadata.remove("annotations");
      }
    }
    if (isJob(object)) {
      ((ObjectNode) manifest.path("spec")).remove("selector");
      List<String> made =
          List.of(
              "controller-uid",
              "job-name",
              "batch.kubernetes.io/controller-uid",
              "batch.kubernetes.io/job-name");
      if (metadata.path("labels") instanceof ObjectNode labels) {
        labels.remove(made);
      }
      if (template(manifest).path("metadata").path("labels") instanceof ObjectNode labels) {
        labels.remove(made);
      }
    }
    return manifest;
  }

  private JsonNode applied(WorkloadRef ref, JsonNode built, boolean dry) {
    String dryRun = "--dry-run=" + (dry ? "server" : "none");
    if (ref.kind() != WorkloadKind.JOB) {
      // The whole manifest, as who owns all of its fields applies it: what is not in it goes.
      return run(built.toString(), "replace", dryRun, "-o", "json", "-f", "-");
    }
    ObjectNode job = built.deepCopy();
    if (dry) {
      ((ObjectNode) job.path("metadata")).put("name", ref.name() + "-again");
    } else {
      run("", "-n", ref.namespace(), "delete", name(ref), "--cascade=background");
    }
    return run(job.toString(), "create", dryRun, "-o", "json", "-f", "-");
  }

  private JsonNode run(String input, String... arguments) {
    Kubectl.Result result = kubectl.run(input, arguments);
    assertThat(result.status())
        .as("kubectl %s: %s", String.join(" ", arguments), result.output())
        .isZero();
    int begin = result.output().indexOf('{');
    try {
      return begin < 0 ? json.nullNode() : json.readTree(result.output().substring(begin));
    } catch (JsonProcessingException e) {
      throw new AssertionError(result.output(), e);
    }
  }

  private static String name(WorkloadRef ref) {
    String group = ref.kind().apiVersion().split("/")[0];
    return ref.kind().lowerCase() + "s." + group + "/" + ref.name();
  }

  private static boolean isJob(JsonNode object) {
    return object.path("kind").asText().equals(WorkloadKind.JOB.kind());
  }

  private static JsonNode template(JsonNode object) {
    JsonNode spec = object.path("spec");
    return spec.has("jobTemplate")
        ? spec.path("jobTemplate").path("spec").path("template")
        : spec.path("template");
  }

  /** All but CPU and memory is as it was. */
  private static void onlySizesDiffer(JsonNode before, JsonNode after) {
    assertThat(withoutSizes(after).toPrettyString())
        .as("%s without CPU and memory", before.path("metadata").path("name"))
        .isEqualTo(withoutSizes(before).toPrettyString());
  }

  private static JsonNode withoutSizes(JsonNode object) {
    ObjectNode manifest = manifest(object);
    JsonNode podSpec = template(manifest).path("spec");
    resourcesWithoutSizes(podSpec);
    for (String list : LISTS) {
      podSpec.path(list).forEach(PatchAssertion::resourcesWithoutSizes);
    }
    return sorted(manifest);
  }

  /** An object that is empty without them counts as absent. */
  private static void resourcesWithoutSizes(JsonNode holder) {
    if (!(holder.path("resources") instanceof ObjectNode resources)) {
      return;
    }
    for (String part : List.of("requests", "limits")) {
      if (resources.path(part) instanceof ObjectNode values) {
        values.remove(SIZED);
      }
      if (resources.path(part).isEmpty()) {
        resources.remove(part);
      }
    }
    if (resources.isEmpty()) {
      ((ObjectNode) holder).remove("resources");
    }
  }

  private static JsonNode sorted(JsonNode node) {
    try {
      ObjectMapper sorting =
          new ObjectMapper()
              .configure(
                  com.fasterxml.jackson.databind.SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS,
                  true);
      return sorting.readTree(sorting.writeValueAsString(sorting.treeToValue(node, Object.class)));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** All that a pod template says of CPU and memory. */
  private static String sizes(JsonNode object) {
    JsonNode podSpec = template(object).path("spec");
    StringBuilder sizes = new StringBuilder(sizesOf(podSpec));
    for (String list : LISTS) {
      podSpec
          .path(list)
          .forEach(c -> sizes.append(c.path("name").asText()).append(sizesOf(c)).append('\n'));
    }
    return sizes.toString();
  }

  private static String sizesOf(JsonNode holder) {
    StringBuilder sizes = new StringBuilder();
    for (String part : List.of("requests", "limits")) {
      for (String key : SIZED) {
        String value = holder.path("resources").path(part).path(key).asText("");
        if (!value.isEmpty()) {
          sizes.append(' ').append(part).append('.').append(key).append('=').append(value);
        }
      }
    }
    return sizes.toString();
  }
}
