// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit.codehost;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One repository with its branches and requests, as any host keeps them. */
final class ReplayState {
  static final long ID = 4711;

  /** Where it is now, and where it was. */
  String path;

  final List<String> formerPaths = new ArrayList<>();
  final Map<String, String> branches = new TreeMap<>();
  final List<Pull> pulls = new ArrayList<>();

  /** People, and whether they may review. */
  final Map<String, Boolean> people = new LinkedHashMap<>();

  ReplayState(String path) {
    this.path = path;
    branches.put("main", sha("main"));
    people.put("rightsizing", true);
    people.put("ada", true);
    people.put("stranger", false);
  }

  static String sha(String branch) {
    return String.format("%040x", branch.hashCode() & 0xffffffffL);
  }

  String owner() {
    return path.substring(0, path.lastIndexOf('/'));
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  long personId(String login) {
    return 100 + new ArrayList<>(people.keySet()).indexOf(login);
  }

  Optional<Pull> pull(long number) {
    return pulls.stream().filter(p -> p.number == number).findFirst();
  }

  Optional<Pull> openFrom(String branch) {
    return pulls.stream().filter(p -> p.open && !p.fork && p.head.equals(branch)).findFirst();
  }

  Pull open(String head, String base, String title, String body, boolean draft) {
    Pull pull = new Pull(pulls.size() + 1L, head, base);
    pull.title = title;
    pull.body = body;
    pull.draft = draft;
    pulls.add(pull);
    return pull;
  }

  /** A request. */
  static final class Pull {
    final long number;
    final String head;
    final String base;
    final Instant created = Instant.parse("2026-11-29T10:00:00Z");
    String title = "";
    String body = "";
    boolean open = true;
    boolean merged;
    boolean draft;
    boolean fork;
    final List<String> labels = new ArrayList<>();
    final List<String> reviewers = new ArrayList<>();
    final List<String> comments = new ArrayList<>();

    private Pull(long number, String head, String base) {
      this.number = number;
      this.head = head;
      this.base = base;
    }
  }
}
