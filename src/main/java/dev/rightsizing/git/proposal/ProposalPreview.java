// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.GitException;
import dev.rightsizing.git.repository.GitRepositories;
import dev.rightsizing.git.repository.GitRepository.Heads;
import dev.rightsizing.git.request.CodeHosts;
import dev.rightsizing.git.text.RequestText;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.patch.manifest.FileTree;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a pass would propose, by the same decisions, without a commit, a push or a request. It
 * compares with the base, whatever a branch of an earlier pass holds.
 */
public final class ProposalPreview {
  private final GitRepositories repositories;
  private final CodeHosts hosts;
  private final Manifests manifests;
  private final Clock clock;

  public ProposalPreview(
      GitRepositories repositories, CodeHosts hosts, Manifests manifests, Clock clock) {
    this.repositories = repositories;
    this.hosts = hosts;
    this.manifests = manifests;
    this.clock = clock;
  }

  /**
   * One request.
   *
   * @param branch that it would have
   * @param before content of the files that change; none of a new file
   * @param after content that they would have; empty when nothing would change
   * @param left what would stay as it is, and why
   */
  public record Preview(
      String branch,
      SortedMap<String, byte[]> before,
      SortedMap<String, byte[]> after,
      RequestText text,
      List<NotProposed> left) {
    public Preview {
      before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
      after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
      left = List.copyOf(left);
    }
  }

  /**
   * The requests of an order, one each group.
   *
   * @throws GitException when the server or the code host cannot be asked
   */
  public List<Preview> of(ProposalOrder order) throws GitException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Server server = Server.open(repositories, hosts, order.settings(), order.credentials());
    PassMemory.Policy memory = new PassMemory.Policy();
    PolicyPass pass = new PolicyPass(server, manifests, order, memory, now);
    GroupPass texts = new GroupPass(server, manifests, order, memory, now);
    Heads heads = server.repository().heads(Duration.ZERO);
    String base = Server.base(order.settings(), heads);
    List<Look> looks = new ArrayList<>();
    for (Group group : Group.of(order).values()) {
      looks.add(pass.look(group, heads, base));
    }
    pass.fetch(looks, base);
    List<Preview> previews = new ArrayList<>();
    for (Look look : looks) {
      if (!look.isEmpty() || !look.judgement().left().isEmpty()) {
        previews.add(preview(server, pass.plan(look).situation().edited(), look, texts));
      }
    }
    return previews;
  }

  private static Preview preview(Server server, Edited edited, Look look, GroupPass texts)
      throws GitException {
    SortedMap<String, byte[]> before = new TreeMap<>();
    if (!edited.files().isEmpty()) {
      FileTree tree = server.repository().files(look.base());
      for (Map.Entry<String, byte[]> file : edited.files().entrySet()) {
        Optional<FileTree.Entry> entry = tree.entry(file.getKey());
        if (entry.isPresent()) {
          before.put(file.getKey(), read(tree, entry.get()));
        }
      }
    }
    return new Preview(
        look.branch(), before, edited.files(), texts.text(look, edited), edited.left());
  }

  private static byte[] read(FileTree tree, FileTree.Entry entry) throws GitException {
    try {
      return tree.read(entry);
    } catch (FileTreeException e) {
      throw new GitException(Reason.GIT_STORAGE_FAILED, e.getMessage(), e);
    }
  }
}
