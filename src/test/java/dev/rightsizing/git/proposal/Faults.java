// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.GitException;
import dev.rightsizing.model.Reason;
import java.util.ArrayList;
import java.util.List;

/** Counts what an operator asks of servers, and kills it or fails at a chosen call. */
final class Faults {
  /** The operator's process is gone. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  enum Kind {
    NONE,
    KILL_BEFORE,
    KILL_AFTER,
    FAIL
  }

  private final List<String> calls = new ArrayList<>();
  private Kind kind = Kind.NONE;
  private int at;

  /** From now on, the call of that number, counted from 0, ends like that. */
  void arm(Kind newKind, int newAt) {
    calls.clear();
    kind = newKind;
    at = newAt;
  }

  List<String> calls() {
    return List.copyOf(calls);
  }

  List<String> writes() {
    return calls.stream()
        .filter(c -> !List.of("heads", "fetch", "find", "get").contains(c))
        .toList();
  }

  boolean fired() {
    return kind != Kind.NONE && calls.size() > at;
  }

  void before(String call) throws GitException {
    calls.add(call);
    if (calls.size() - 1 == at && kind == Kind.KILL_BEFORE) {
      throw new Killed();
    }
    if (calls.size() - 1 == at && kind == Kind.FAIL) {
      throw new GitException(Reason.CODE_HOST_FAILED, "The server answered 500 to " + call + ".");
    }
    if (calls.size() - 1 == at
        && kind == Kind.KILL_AFTER
        && List.of("heads", "fetch", "find", "get").contains(call)) {
      throw new Killed();
    }
  }

  void after(String call) {
    if (calls.size() - 1 == at && kind == Kind.KILL_AFTER) {
      throw new Killed();
    }
  }
}
