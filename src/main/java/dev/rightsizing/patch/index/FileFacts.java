// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.index;

import java.util.List;
import java.util.Optional;

/**
 * What a file is.
 *
 * @param problem why it cannot be read or edited, as the end of a sentence that begins with its
 *     path; empty where it can
 */
public record FileFacts(
    List<ObjectFacts> objects,
    List<MarkFacts> marks,
    Optional<KustomizationFacts> kustomization,
    Optional<ChartFacts> chart,
    Optional<TemplateFacts> template,
    Optional<String> problem) {

  /** A file that says no sizes. */
  public static final FileFacts NONE =
      new FileFacts(
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public FileFacts {
    objects = List.copyOf(objects);
    marks = List.copyOf(marks);
  }

  /** A file that cannot be edited. */
  public static FileFacts problem(String why) {
    return new FileFacts(
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(why));
  }
}
