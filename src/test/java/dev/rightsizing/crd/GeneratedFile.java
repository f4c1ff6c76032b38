// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A committed file that is made from the code: {@code make crds} writes it, tests compare it. */
public record GeneratedFile(Path path) {

  /** At a path from the repository's root. */
  public static GeneratedFile at(String path) {
    return new GeneratedFile(Path.of(path));
  }

  /** Writes the file when -Drightsizing.update=true is set, else fails where it differs. */
  public void holds(String content) throws IOException {
    if (Boolean.getBoolean("rightsizing.update")) {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.writeString(path, content);
    }
    assertThat(path).as("run make crds and commit %s", path).exists();
    assertThat(Files.readString(path))
        .as("%s is stale; run make crds and commit it", path)
        .isEqualTo(content);
  }
}
