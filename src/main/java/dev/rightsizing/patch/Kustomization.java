// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch;

import dev.rightsizing.model.WorkloadRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code patches} of a kustomization.yaml, with the patch inline. The target names no
 * namespace, because manifests in Git often leave theirs to the kustomization.
 */
final class Kustomization {
  private final PatchYaml yaml = new PatchYaml();

  String write(WorkloadRef ref, String patch) {
    Map<String, Object> target = new LinkedHashMap<>();
    String[] groupVersion = ref.kind().apiVersion().split("/");
    target.put("group", groupVersion[0]);
    target.put("version", groupVersion[1]);
    target.put("kind", ref.kind().kind());
    // Kustomize reads a target's name as an expression: a dot would match any character.
    target.put("name", ref.name().replace(".", "\\."));
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("target", target);
    entry.put("patch", patch);
    return yaml.write(Map.of("patches", List.of(entry)));
  }
}
