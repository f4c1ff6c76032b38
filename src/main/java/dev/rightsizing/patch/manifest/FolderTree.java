// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The files of a folder as they are when it is opened. Links are not followed, and what lies in a
 * {@code .git} is left out.
 */
public final class FolderTree implements FileTree {
  private static final String GIT = ".git";

  private final Path root;
  private final SortedMap<String, Entry> byPath;

  private FolderTree(Path root, SortedMap<String, Entry> byPath) {
    this.root = root;
    this.byPath = byPath;
  }

  /**
   * Lists a folder.
   *
   * @throws FileTreeException when it is no folder or cannot be listed
   */
  public static FolderTree of(Path folder) throws FileTreeException {
    if (!Files.isDirectory(folder)) {
      throw new FileTreeException(folder + " is not a directory", null);
    }
    Lister lister = new Lister(folder);
    try {
      Files.walkFileTree(folder.toRealPath(), lister);
      return new FolderTree(folder.toRealPath(), lister.byPath);
    } catch (IOException e) {
      throw new FileTreeException(folder + " cannot be listed: " + e, e);
    }
  }

  @Override
  public List<Entry> entries() {
    return List.copyOf(byPath.values());
  }

  @Override
  public Optional<Entry> entry(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  @Override
  public byte[] read(Entry file) throws FileTreeException {
    try {
      return Files.readAllBytes(place(file.path()));
    } catch (IOException e) {
      throw new FileTreeException(file.path() + " cannot be read: " + e, e);
    }
  }

  /**
   * Writes a file below the folder, and makes the folders that it needs.
   *
   * @throws FileTreeException when the path leads out of the folder or through a link, or the file
   *     cannot be written
   */
  public void write(String path, byte[] content) throws FileTreeException {
    try {
      Path file = place(path);
      Path parent = parent(file);
      Path above = parent;
      while (!Files.exists(above, LinkOption.NOFOLLOW_LINKS)) {
        above = parent(above);
      }
      if (Files.isSymbolicLink(file) || !above.toRealPath().equals(above)) {
        throw new FileTreeException(path + " lies behind a symbolic link and is not written", null);
      }
      Files.createDirectories(parent);
      Files.write(file, content);
    } catch (IOException e) {
      throw new FileTreeException(path + " cannot be written: " + e, e);
    }
  }

  /** Of what lies below the root, so there is one. */
  private static Path parent(Path below) {
    return Objects.requireNonNull(below.getParent());
  }

  private Path place(String path) throws FileTreeException {
    Path place = root.resolve(path).normalize();
    if (!place.startsWith(root) || place.equals(root)) {
      throw new FileTreeException(path + " leads out of " + root, null);
    }
    return place;
  }

  /** Collects what lies below a folder. */
  private static final class Lister extends SimpleFileVisitor<Path> {
    private final SortedMap<String, Entry> byPath = new TreeMap<>();
    private final Path root;

    private Lister(Path folder) throws FileTreeException {
      try {
        root = folder.toRealPath();
      } catch (IOException e) {
        throw new FileTreeException(folder + " cannot be read: " + e, e);
      }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (folder.equals(root)) {
        return FileVisitResult.CONTINUE;
      }
      if (folder.endsWith(GIT)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (Files.exists(folder.resolve(GIT), LinkOption.NOFOLLOW_LINKS)) {
        add(folder, Type.SUBMODULE, attributes);
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!file.endsWith(GIT)) {
        add(file, type(attributes), attributes);
      }
      return FileVisitResult.CONTINUE;
    }

    private static Type type(BasicFileAttributes attributes) {
      if (attributes.isSymbolicLink()) {
        return Type.SYMBOLIC_LINK;
      }
      return attributes.isRegularFile() ? Type.FILE : Type.OTHER;
    }

    private void add(Path at, Type type, BasicFileAttributes attributes) {
      List<String> parts = new ArrayList<>();
      root.relativize(at).forEach(part -> parts.add(part.toString()));
      String path = String.join("/", parts);
      long bytes = type == Type.FILE ? attributes.size() : 0;
      String id =
          attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)
              + "-"
              + bytes
              + "-"
              + attributes.fileKey();
      byPath.put(path, new Entry(path, type, id, bytes));
    }
  }
}
