// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A repository on a server, with what people and administrators do to it. */
public final class BareRepository {
  private static final long FIRST_COMMIT = 1_790_000_000L;

  private final Path dir;

  private BareRepository(Path dir) {
    this.dir = dir;
  }

  /** Makes an empty repository {@code name.git} below a server's root; its HEAD is main. */
  public static BareRepository create(Path root, String name) {
    try {
      Path dir = Files.createDirectories(root.resolve(name + ".git"));
      GitProgram.run(dir, "init", "-q", "--bare", "-b", "main", ".");
      BareRepository made = new BareRepository(dir);
      made.configure("http.receivepack", "true");
      made.configure("uploadpack.allowFilter", "true");
      made.configure("receive.advertisePushOptions", "true");
      made.configure("gc.auto", "0");
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path dir() {
    return dir;
  }

  public BareRepository configure(String key, String value) {
    GitProgram.run(dir, "config", key, value);
    return this;
  }

  /** A person's commit that writes these files; a missing branch begins here. */
  public String commit(String branch, Map<String, String> files, String message) {
    Map<String, Content> contents = new LinkedHashMap<>();
    files.forEach((path, text) -> contents.put(path, Content.file(text)));
    return commitOf(branch, contents, message);
  }

  /** A person's commit of any kind of entry. */
  public String commitOf(String branch, Map<String, Content> contents, String message) {
    return write(branch, head(branch), contents, message);
  }

  /** Replaces a branch by one commit on another, as a force push does. */
  public String rewrite(String branch, String onto, Map<String, String> files, String message) {
    Map<String, Content> contents = new LinkedHashMap<>();
    files.forEach((path, text) -> contents.put(path, Content.file(text)));
    return write(branch, Optional.of(onto), contents, message);
  }

  private String write(
      String branch, Optional<String> parent, Map<String, Content> contents, String message) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    text(stream, "commit refs/heads/" + branch + "\n");
    long time =
        FIRST_COMMIT
            + parent
                .map(p -> Long.parseLong(git("log", "-1", "--format=%ct", p).strip()))
                .map(t -> t - FIRST_COMMIT + 60)
                .orElse(0L);
    text(stream, "committer Anna Person <anna@example.com> " + time + " +0000\n");
    data(stream, message.getBytes(StandardCharsets.UTF_8));
    parent.ifPresent(p -> text(stream, "from " + p + "\n"));
    contents.forEach(
        (path, content) -> {
          if (content.mode().isEmpty()) {
            text(stream, "D " + path + "\n");
          } else if (content.mode().equals("160000")) {
            String id = new String(content.bytes(), StandardCharsets.UTF_8);
            text(stream, "M 160000 " + id + " " + path + "\n");
          } else {
            text(stream, "M " + content.mode() + " inline " + path + "\n");
            data(stream, content.bytes());
          }
        });
    text(stream, "done\n");
    GitProgram.run(dir, stream.toByteArray(), "fast-import", "--quiet", "--force", "--done");
    return head(branch).orElseThrow();
  }

  /** What a commit writes at a path: a mode of Git, empty to delete. */
  public record Content(String mode, byte[] bytes) {
    public static Content file(String text) {
      return new Content("100644", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Content bytes(byte[] bytes) {
      return new Content("100644", bytes);
    }

    public static Content executable(String text) {
      return new Content("100755", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Content link(String target) {
      return new Content("120000", target.getBytes(StandardCharsets.UTF_8));
    }

    public static Content submodule(String commit) {
      return new Content("160000", commit.getBytes(StandardCharsets.UTF_8));
    }

    public static Content deleted() {
      return new Content("", new byte[0]);
    }
  }

  /** The commit of a branch; empty when there is none. */
  public Optional<String> head(String branch) {
    return Optional.ofNullable(branches().get(branch));
  }

  /** Branches and their commits. */
  public SortedMap<String, String> branches() {
    SortedMap<String, String> heads = new TreeMap<>();
    git("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads")
        .lines()
        .map(line -> line.split(" "))
        .forEach(part -> heads.put(part[0].substring("refs/heads/".length()), part[1]));
    return heads;
  }

  /** The text of a file at a branch or commit. */
  public String file(String revision, String path) {
    return git("cat-file", "blob", revision + ":" + path);
  }

  /** Subjects of the commits of a branch, the newest first. */
  public List<String> log(String revision) {
    return git("log", "--format=%s", revision).lines().toList();
  }

  /** Paths that differ between two commits. */
  public List<String> changed(String from, String to) {
    return git("diff", "--name-only", from, to).lines().toList();
  }

  public void deleteBranch(String branch) {
    git("update-ref", "-d", "refs/heads/" + branch);
  }

  /** Creates or moves a branch without asking anybody. */
  public void setBranch(String branch, String commit) {
    git("update-ref", "refs/heads/" + branch, commit);
  }

  /** Merges a branch as a code host's button does: a merge commit with the branch's files. */
  public String merge(String branch, String into) {
    String base = head(into).orElseThrow();
    String other = head(branch).orElseThrow();
    String tree = git("merge-tree", "--write-tree", base, other).lines().findFirst().orElseThrow();
    String merged =
        git("commit-tree", tree, "-p", base, "-p", other, "-m", "Merge " + branch).strip();
    setBranch(into, merged);
    return merged;
  }

  /** Any git command in the repository. */
  public String git(String... arguments) {
    return GitProgram.run(dir, arguments);
  }

  /** Refuses pushes to a branch in the words of GitHub. */
  public void protectLikeGitHub(String branch) {
    hook(
        "update",
        """
        [ "$1" = "refs/heads/%s" ] || exit 0
        echo "error: GH006: Protected branch update failed for $1."
        echo "error: Changes must be made through a pull request."
        exit 1
        """
            .formatted(branch));
  }

  /** Refuses pushes to a branch in the words of GitLab. */
  public void protectLikeGitLab(String branch) {
    hook(
        "pre-receive",
        """
        while read old new ref; do
          if [ "$ref" = "refs/heads/%s" ]; then
            echo "GitLab: You are not allowed to push code to protected branches on this project."
            exit 1
          fi
        done
        """
            .formatted(branch));
  }

  /** Refuses unsigned commits in the words of GitHub's rulesets. */
  public void requireSignatures() {
    hook(
        "pre-receive",
        """
        while read old new ref; do
          case $new in *[1-9a-f]*) ;; *) continue ;; esac
          git cat-file commit $new | grep -q '^gpgsig ' && continue
          echo "error: GH013: Repository rule violations found for $ref."
          echo "- Commits must have verified signatures."
          exit 1
        done
        """);
  }

  /** Refuses all pushes with these words. */
  public void rejectPushes(String words) {
    hook("pre-receive", "cat <<'WORDS'\n" + words + "\nWORDS\nexit 1\n");
  }

  /** Refuses nothing any more. */
  public void removeHooks() {
    for (String hook : List.of("pre-receive", "update", "post-receive")) {
      try {
        Files.deleteIfExists(dir.resolve("hooks").resolve(hook));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Installs a server-side hook, a shell script without its first line. */
  public void hook(String name, String script) {
    try {
      Path file = Files.createDirectories(dir.resolve("hooks")).resolve(name);
      Files.writeString(file, "#!/bin/sh\n" + script);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Push options of all pushes so far; install before the first with {@link #notePushOptions}. */
  public List<String> pushOptions() {
    try {
      Path noted = dir.resolve("push-options");
      return Files.exists(noted) ? Files.readAllLines(noted) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void notePushOptions() {
    hook(
        "post-receive",
        """
        i=0
        while [ $i -lt ${GIT_PUSH_OPTION_COUNT:-0} ]; do
          eval "echo \\"\\$GIT_PUSH_OPTION_$i\\"" >> push-options
          i=$((i + 1))
        done
        """);
  }

  private static void data(ByteArrayOutputStream stream, byte[] bytes) {
    text(stream, "data " + bytes.length + "\n");
    stream.writeBytes(bytes);
    text(stream, "\n");
  }

  private static void text(ByteArrayOutputStream stream, String text) {
    stream.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return dir
        + branches().entrySet().stream()
            .map(e -> e.getKey() + "@" + e.getValue().substring(0, 7))
            .collect(Collectors.joining(", ", " [", "]"));
  }
}
