// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit.codehost;

import java.util.List;

/** What a person does to a request in a browser. */
public final class PersonsWork {
  private final ReplayState.Pull pull;

  PersonsWork(ReplayState.Pull pull) {
    this.pull = pull;
  }

  public void merge() {
    pull.open = false;
    pull.merged = true;
  }

  public void close() {
    pull.open = false;
  }

  public void removeLabel(String label) {
    pull.labels.remove(label);
  }

  public void edit(String title, String body) {
    pull.title = title;
    pull.body = body;
  }

  public String title() {
    return pull.title;
  }

  public boolean isDraft() {
    return pull.draft;
  }

  public List<String> reviewers() {
    return List.copyOf(pull.reviewers);
  }
}
