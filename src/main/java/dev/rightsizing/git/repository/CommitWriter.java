// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.GitException;
import dev.rightsizing.git.repository.GitRepository.CommitDraft;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Makes commits without a work tree: an index in memory, objects straight into the clone. */
final class CommitWriter {
  /** A parent that is further ahead is wrong by more than clocks are. */
  private static final Duration LARGEST_SKEW = Duration.ofDays(1);

  private static final int LONGEST = 200;

  private final Repository repository;

  CommitWriter(Repository repository) {
    this.repository = repository;
  }

  /** The commit's id; the parent's where the files are as they are there. */
  ObjectId write(CommitDraft draft) throws IOException, GitException {
    Optional<CommitSigner> signer = Optional.empty();
    if (draft.signing().isPresent()) {
      signer = Optional.of(CommitSigner.of(draft.signing().get()));
    }
    for (String path : draft.files().keySet()) {
      checkPath(path);
    }
    try (RevWalk walk = new RevWalk(repository);
        ObjectInserter inserter = repository.newObjectInserter()) {
      RevCommit parent = walk.parseCommit(ObjectId.fromString(draft.parent()));
      ObjectId tree = tree(walk.getObjectReader(), parent, draft.files(), inserter);
      if (tree.equals(parent.getTree())) {
        return parent.getId().copy();
      }
      Instant time = time(draft.time(), Instant.ofEpochSecond(parent.getCommitTime()));
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree);
      commit.setParentId(parent);
      PersonIdent person =
          new PersonIdent(
              clean(draft.author().name()), clean(draft.author().email()), time, ZoneOffset.UTC);
      commit.setAuthor(person);
      commit.setCommitter(person);
      commit.setEncoding(StandardCharsets.UTF_8);
      commit.setMessage(draft.message());
      if (signer.isPresent()) {
        commit.setGpgSignature(
            signer.get().sign(commit.build(), clean(draft.author().email()), time));
      }
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  /**
   * The commit's time: the draft's, in whole seconds, but not before its parent's, since tools that
   * walk by time would lose sight of one of them. A parent from a far future is not followed.
   */
  static Instant time(Instant now, Instant parent) {
    Instant own = now.truncatedTo(ChronoUnit.SECONDS);
    boolean follow = parent.isAfter(own) && parent.isBefore(own.plus(LARGEST_SKEW));
    return follow ? parent : own;
  }

  private static ObjectId tree(
      ObjectReader reader, RevCommit parent, Map<String, byte[]> files, ObjectInserter inserter)
      throws IOException, GitException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, parent.getTree());
    builder.finish();
    DirCacheEditor editor = index.editor();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      checkFits(index, file.getKey());
      ObjectId blob = inserter.insert(Constants.OBJ_BLOB, file.getValue());
      editor.add(
          new DirCacheEditor.PathEdit(file.getKey()) {
            @Override
            public void apply(DirCacheEntry entry) {
              if (entry.getRawMode() == 0) {
                entry.setFileMode(FileMode.REGULAR_FILE);
              }
              entry.setObjectId(blob);
            }
          });
    }
    editor.finish();
    return index.writeTree(inserter);
  }

  /** Refuses to replace what is no ordinary file, and a folder by a file or the other way round. */
  private static void checkFits(DirCache index, String path) throws GitException {
    DirCacheEntry present = index.getEntry(path);
    boolean ordinary = present == null || (present.getRawMode() & FileMode.TYPE_MASK) == 0100000;
    boolean folder = index.getEntriesWithin(path).length > 0 && present == null;
    boolean belowFile = false;
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      belowFile |= index.getEntry(path.substring(0, slash)) != null;
    }
    if (!ordinary || folder || belowFile) {
      throw new GitException(
          Reason.FILE_NOT_EDITABLE,
          PlainText.line(path, LONGEST)
              + " is a link, a submodule or a folder in the repository, so no file is written"
              + " there");
    }
  }

  /** Refuses what leads out of the repository, into Git's own folder, or is no path at all. */
  static void checkPath(String path) throws GitException {
    boolean safe =
        !path.isEmpty()
            && path.chars().noneMatch(c -> c < ' ' || c == 127 || c == '\\')
            && Arrays.stream(path.split("/", -1)).allMatch(CommitWriter::isName);
    if (!safe) {
      throw new GitException(
          Reason.PATH_REFUSED,
          "'" + PlainText.line(path, LONGEST) + "' is not a path within the repository");
    }
  }

  private static boolean isName(String part) {
    return !part.isEmpty()
        && !part.equals(".")
        && !part.equals("..")
        // As file systems that do not tell case or ignore trailing dots would take it.
        && !part.toLowerCase(java.util.Locale.ROOT).matches("\\.git[. ]*|git~1");
  }

  /** Names and addresses are one line each in a commit. */
  private static String clean(String text) {
    return PlainText.line(text, LONGEST).replaceAll("[<>]", "");
  }
}
