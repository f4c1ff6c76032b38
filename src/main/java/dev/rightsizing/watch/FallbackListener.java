// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.watch;

/** Learns of each read that had to list because no watch kept the objects up to date. */
@FunctionalInterface
public interface FallbackListener {
  FallbackListener NONE = resource -> {};

  /**
   * Objects were listed.
   *
   * @param resource as a role names it, with its group
   */
  void listed(String resource);
}
