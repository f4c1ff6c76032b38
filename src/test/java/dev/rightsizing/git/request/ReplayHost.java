// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request;

import dev.rightsizing.model.proposal.GitSettings.Provider;
import dev.rightsizing.testkit.codehost.CodeHostReplay;
import dev.rightsizing.testkit.codehost.PersonsWork;
import java.util.ArrayList;
import java.util.List;

/** A replayed host, as the contract wants it. */
record ReplayHost(Provider provider, CodeHostReplay replay, String repositoryUrl)
    implements RequestsContract.Host {

  @Override
  public String token() {
    return CodeHostReplay.TOKEN;
  }

  @Override
  public void branch(String name) {
    replay.branch(name);
  }

  @Override
  public void deleteBranch(String name) {
    replay.deleteBranch(name);
  }

  @Override
  public void merge(long number) {
    replay.byHand(number, PersonsWork::merge);
  }

  @Override
  public void close(long number) {
    replay.byHand(number, PersonsWork::close);
  }

  @Override
  public void edit(long number, String title, String body) {
    replay.byHand(number, work -> work.edit(title, body));
  }

  @Override
  public String title(long number) {
    List<String> title = new ArrayList<>();
    replay.byHand(number, work -> title.add(work.title()));
    return title.get(0);
  }

  @Override
  public void removeLabel(long number, String label) {
    replay.byHand(number, work -> work.removeLabel(label));
  }

  @Override
  public List<String> comments(long number) {
    return replay.comments(number);
  }

  @Override
  public List<String> reviewers(long number) {
    List<String> reviewers = new ArrayList<>();
    replay.byHand(number, work -> reviewers.addAll(work.reviewers()));
    return reviewers;
  }

  @Override
  public void rename(String name) {
    String path = repositoryUrl.replaceFirst("https?://[^/]+/", "");
    replay.rename(path.replaceFirst("/[^/]*$", "/" + name));
  }
}
