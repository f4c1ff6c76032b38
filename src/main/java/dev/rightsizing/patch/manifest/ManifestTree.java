// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.patch.index.FactsReader;
import dev.rightsizing.patch.index.FileFacts;
import dev.rightsizing.patch.index.MarkFacts;
import dev.rightsizing.patch.index.ObjectFacts;
import dev.rightsizing.patch.manifest.FileTree.Entry;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import dev.rightsizing.patch.manifest.FileTree.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the files of a tree are. Of each file a few facts are kept and no text, so that the index of
 * the next commit takes over those of all files that did not change.
 */
public final class ManifestTree {
  /** In bytes; larger files are not edited. */
  public static final long LARGEST_FILE = 1024 * 1024;

  /** Facts of an entry; its id says whether they still hold. */
  private record Known(Entry entry, FileFacts facts) {}

  /** An object and the file that it stands in. */
  record Located(String file, ObjectFacts object) {}

  /** An edit mark and the file that it stands in. */
  record Marked(String file, MarkFacts mark) {}

  private final FileTree files;
  private final long largest;
  private final SortedMap<String, Known> known;
  private final Map<String, List<Located>> byKind = new HashMap<>();
  private final Map<String, List<Located>> byKindAndName = new HashMap<>();
  private final Map<String, List<Marked>> byMark = new HashMap<>();
  private final KustomizeGraph graph;
  private final int read;

  private ManifestTree(FileTree files, long largest, Map<String, Known> former)
      throws FileTreeException {
    this.files = files;
    this.largest = largest;
    known = new TreeMap<>();
    FactsReader reader = new FactsReader();
    int count = 0;
    for (Entry entry : files.entries()) {
      Known before = former.get(entry.path());
      if (before != null && before.entry().equals(entry)) {
        known.put(entry.path(), before);
      } else {
        known.put(entry.path(), new Known(entry, facts(reader, entry)));
        count++;
      }
    }
    read = count;
    known.forEach(this::list);
    graph = new KustomizeGraph(this);
  }

  /** Reads a tree. */
  public static ManifestTree of(FileTree files) throws FileTreeException {
    return of(files, LARGEST_FILE);
  }

  /**
   * Reads a tree.
   *
   * @param largest in bytes; what is larger is not edited
   */
  public static ManifestTree of(FileTree files, long largest) throws FileTreeException {
    return new ManifestTree(files, largest, Map.of());
  }

  /** Reads another state of the tree, of which only files with a new id are read. */
  public ManifestTree next(FileTree newer) throws FileTreeException {
    return new ManifestTree(newer, largest, known);
  }

  /** How many entries were new when this was made. */
  public int read() {
    return read;
  }

  private FileFacts facts(FactsReader reader, Entry entry) throws FileTreeException {
    return switch (entry.type()) {
      case SYMBOLIC_LINK ->
          FileFacts.problem("is a symbolic link; edit the file that it leads to instead");
      case SUBMODULE ->
          FileFacts.problem(
              "is a submodule; set spec.git.repository to the repository that it comes from");
      case OTHER -> FileFacts.problem("is not an ordinary file");
      case FILE -> {
        if (!reader.reads(entry.path())) {
          yield FileFacts.NONE;
        }
        yield entry.bytes() > largest
            ? FileFacts.problem(
                "has %d bytes, which is over the limit of %d; split it"
                    .formatted(entry.bytes(), largest))
            : reader.read(entry.path(), files.read(entry));
      }
    };
  }

  private void list(String file, Known of) {
    for (ObjectFacts object : of.facts().objects()) {
      Located located = new Located(file, object);
      byKind.computeIfAbsent(object.kind(), k -> new ArrayList<>()).add(located);
      byKindAndName
          .computeIfAbsent(object.kind() + "/" + object.name(), k -> new ArrayList<>())
          .add(located);
    }
    for (MarkFacts mark : of.facts().marks()) {
      byMark
          .computeIfAbsent(mark.workload() + ":" + mark.container(), k -> new ArrayList<>())
          .add(new Marked(file, mark));
    }
  }

  FileTree files() {
    return files;
  }

  KustomizeGraph graph() {
    return graph;
  }

  /** Paths of all entries, sorted. */
  Iterable<String> paths() {
    return known.keySet();
  }

  /** Paths in a folder, sorted, with those of folders in it. */
  SortedMap<String, ?> in(String folder) {
    return folder.isEmpty() ? known : known.subMap(folder + "/", folder + "0");
  }

  /** Whether there is a file or anything else at a path. */
  boolean has(String path) {
    return known.containsKey(path);
  }

  /** Whether something lies below a path. */
  boolean isFolder(String path) {
    return !in(path).isEmpty();
  }

  FileFacts facts(String path) {
    Known of = known.get(path);
    return of == null ? FileFacts.NONE : of.facts();
  }

  /**
   * Why a file cannot be edited: of it, or of a link or submodule that it would lie in; a sentence.
   */
  Optional<String> problem(String path) {
    for (String at = path; !at.isEmpty(); at = at.substring(0, Math.max(0, at.lastIndexOf('/')))) {
      String place = at;
      Optional<String> why = facts(at).problem();
      if (why.isPresent() && (at.equals(path) || known.get(at).entry().type() != Type.FILE)) {
        return why.map(text -> place + " " + text);
      }
    }
    Known of = known.get(path);
    return of != null && of.entry().bytes() > largest
        ? Optional.of(path + " is larger than " + largest + " bytes; split it")
        : Optional.empty();
  }

  /** Objects of a kind and a name as the file has it. */
  List<Located> objects(String kind, String name) {
    return byKindAndName.getOrDefault(kind + "/" + name, List.of());
  }

  /** Objects of a kind. */
  List<Located> objects(String kind) {
    return byKind.getOrDefault(kind, List.of());
  }

  /** Edit marks of a container. */
  List<Marked> marks(String workload, String container) {
    return byMark.getOrDefault(workload + ":" + container, List.of());
  }
}
