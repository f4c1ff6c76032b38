// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.GitException;
import dev.rightsizing.git.repository.GitRepository.Signing;
import dev.rightsizing.model.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.eclipse.jgit.lib.GpgSignature;

/**
 * Signs commits with a key that is in memory alone. JGit's own signers look for keys in a keyring
 * or a file of the user's home, which an operator has not.
 */
interface CommitSigner {

  /**
   * Signs a commit as it will be stored.
   *
   * @param email of the committer
   * @param time of the commit
   */
  GpgSignature sign(byte[] commit, String email, Instant time) throws GitException;

  /** The signer for a key, by its format. */
  static CommitSigner of(Signing signing) throws GitException {
    String key = new String(signing.key(), StandardCharsets.UTF_8);
    if (key.contains("-----BEGIN PGP PRIVATE KEY BLOCK-----")) {
      return OpenPgpSigner.of(signing);
    }
    if (key.contains("PRIVATE KEY-----")) {
      return new SshSigner(PrivateKeys.read("signing-key", signing.key(), signing.passphrase()));
    }
    throw new GitException(
        Reason.GIT_KEY_INVALID,
        "signing-key of the authSecret is neither an armoured OpenPGP private key nor an OpenSSH"
            + " private key; check its format");
  }
}
