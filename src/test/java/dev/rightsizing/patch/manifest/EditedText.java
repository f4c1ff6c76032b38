// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.proposal.Bound;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.patch.edit.Edited;
import dev.rightsizing.patch.edit.Refusal;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlText;
import dev.rightsizing.patch.yaml.YamlTextException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Edits of texts, with sizes said in words: {@code app cpu request 250m}, {@code app memory limit
 * -}.
 */
record EditedText(String text, List<Refusal> refused) {
  private static final ManifestEditor EDITOR = new ManifestEditor();

  static EditedText deployment(String text, String... sizes) {
    return workload(text, WorkloadKind.DEPLOYMENT, sizes);
  }

  static EditedText workload(String text, WorkloadKind kind, String... sizes) {
    YamlText file = parsed(text);
    return of(EDITOR.editWorkload(file, root(file), kind, edits(sizes)));
  }

  static EditedText values(String text, String path, String... sizes) {
    YamlText file = parsed(text);
    return of(EDITOR.editResources(file, root(file), List.of(path.split("\\.")), edits(sizes)));
  }

  static EditedText appended(String text, String key, String element) {
    YamlText file = parsed(text);
    return of(EDITOR.appendToList(file, root(file), key, element));
  }

  static YamlText parsed(String text) {
    try {
      return YamlText.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (YamlTextException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  static YamlMapping root(YamlText file) {
    return (YamlMapping) file.documents().get(0).root();
  }

  private static EditedText of(Edited edited) {
    return new EditedText(new String(edited.bytes(), StandardCharsets.UTF_8), edited.refused());
  }

  static List<SizeEdit> edits(String... sizes) {
    return Stream.of(sizes).map(EditedText::edit).toList();
  }

  /**
   * Container, resource, bound, quantity; {@code *} is the pod, {@code init:} an init container.
   */
  static SizeEdit edit(String size) {
    String[] words = size.split(" ");
    Resource resource = words[1].equals("cpu") ? Resource.CPU : Resource.MEMORY;
    boolean init = words[0].startsWith("init:");
    boolean pod = words[0].equals("*");
    return new SizeEdit(
        pod ? "" : words[0].replace("init:", ""),
        pod ? ContainerRole.POD : init ? ContainerRole.INIT : ContainerRole.MAIN,
        resource,
        words[2].equals("request") ? Bound.REQUEST : Bound.LIMIT,
        Optional.empty(),
        words[3].equals("-") ? Optional.empty() : Optional.of(Amount.parse(resource, words[3])));
  }
}
