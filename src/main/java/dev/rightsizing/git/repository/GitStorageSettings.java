// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.AllowedUrls;
import dev.rightsizing.git.GitProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where clones are and what they may cost.
 *
 * @param folder of all clones; is made when it is absent
 * @param allowed repositories that may be used at all
 * @param timeout to connect, and for a server to go on answering
 * @param deadline for a whole fetch or push
 * @param maxFileBytes larger files are neither fetched, where the server can leave them out, nor
 *     read
 * @param maxCloneBytes a clone that grows over this is made anew, and refused when it is again
 */
public record GitStorageSettings(
    Path folder,
    AllowedUrls allowed,
    Duration timeout,
    Duration deadline,
    long maxFileBytes,
    long maxCloneBytes,
    Optional<GitProxy> proxy) {

  /** With the defaults of all that has one: 1 MiB a file, 2 GiB a clone, no proxy. */
  public static GitStorageSettings of(Path folder, AllowedUrls allowed) {
    return new GitStorageSettings(
        folder,
        allowed,
        Duration.ofSeconds(20),
        Duration.ofMinutes(5),
        1 << 20,
        2L << 30,
        Optional.empty());
  }
}
