// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rightsizing.patch.manifest.FileTree.Entry;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import dev.rightsizing.patch.manifest.FileTree.Type;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTreeTest {
  @TempDir Path folder;

  private void file(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void listsFilesLinksAndSubmodulesSortedWithoutGitsOwn() throws Exception {
    file("b/two.yaml", "two");
    file("a.yaml", "one");
    file(".git/config", "x");
    file("sub/.git", "gitdir: ../.git/modules/sub");
    file("sub/inner.yaml", "x");
    Files.createSymbolicLink(folder.resolve("c.yaml"), Path.of("/etc/hostname"));
    Files.createSymbolicLink(folder.resolve("d"), folder.resolve("b"));

    FolderTree tree = FolderTree.of(folder);

    assertThat(tree.entries())
        .extracting(Entry::path, Entry::type)
        .containsExactly(
            tuple("a.yaml", Type.FILE),
            tuple("b/two.yaml", Type.FILE),
            tuple("c.yaml", Type.SYMBOLIC_LINK),
            tuple("d", Type.SYMBOLIC_LINK),
            tuple("sub", Type.SUBMODULE));
    assertThat(tree.read(tree.entry("b/two.yaml").orElseThrow()))
        .isEqualTo("two".getBytes(StandardCharsets.UTF_8));
    assertThat(tree.entry("b")).isEmpty();
  }

  @Test
  void idOfAFileChangesWithItsContent() throws Exception {
    file("a.yaml", "one");
    String before = FolderTree.of(folder).entry("a.yaml").orElseThrow().id();
    assertThat(FolderTree.of(folder).entry("a.yaml").orElseThrow().id()).isEqualTo(before);
    file("a.yaml", "other");
    assertThat(FolderTree.of(folder).entry("a.yaml").orElseThrow().id()).isNotEqualTo(before);
  }

  @Test
  void writesNewFilesAndRefusesPathsThatLeadOut(@TempDir Path elsewhere) throws Exception {
    Files.createSymbolicLink(folder.resolve("link"), elsewhere);
    FolderTree tree = FolderTree.of(folder);
    tree.write("x/y.yaml", new byte[] {'a'});
    assertThat(folder.resolve("x/y.yaml")).hasContent("a");
    for (String path : new String[] {"../out.yaml", "/tmp/out.yaml", "x/../../out.yaml", ""}) {
      assertThatThrownBy(() -> tree.write(path, new byte[0]))
          .as(path)
          .isInstanceOf(FileTreeException.class)
          .hasMessageContaining("leads out");
    }
    for (String path : new String[] {"link/out.yaml", "link/new/out.yaml"}) {
      assertThatThrownBy(() -> tree.write(path, new byte[0]))
          .as(path)
          .isInstanceOf(FileTreeException.class)
          .hasMessageContaining("symbolic link");
    }
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void missingFolderIsSaidToBeNone() {
    assertThatThrownBy(() -> FolderTree.of(folder.resolve("none")))
        .isInstanceOf(FileTreeException.class)
        .hasMessageContaining("is not a directory");
  }
}
