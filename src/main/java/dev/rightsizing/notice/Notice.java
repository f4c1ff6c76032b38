// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice;

import dev.rightsizing.model.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * One happening.
 *
 * @param regarding what it is about; people find it there
 * @param related what knows more
 * @param warning whether somebody should act
 * @param note for people, with figures
 * @param crossing names the happening: equal for the same one, also after a restart
 * @param at when it is told
 */
public record Notice(
    Subject regarding,
    Optional<Subject> related,
    Reason reason,
    boolean warning,
    String note,
    String crossing,
    Instant at) {

  /**
   * An object in the cluster.
   *
   * @param fieldPath the part of it that is meant; of two parts the same may be told
   */
  public record Subject(
      String apiVersion,
      String kind,
      String namespace,
      String name,
      String uid,
      Optional<String> fieldPath) {

    /** The object as a whole. */
    public Subject(String apiVersion, String kind, String namespace, String name, String uid) {
      this(apiVersion, kind, namespace, name, uid, Optional.empty());
    }
  }
}
