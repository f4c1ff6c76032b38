// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.GitException;
import dev.rightsizing.model.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Private keys as OpenSSH and openssl write them, read in memory. */
final class PrivateKeys {
  private PrivateKeys() {}

  /**
   * The key of an entry of the authSecret.
   *
   * @param entry its name, for messages
   */
  static KeyPair read(String entry, byte[] key, Optional<String> passphrase) throws GitException {
    try {
      Iterable<KeyPair> found =
          SecurityUtils.loadKeyPairIdentities(
              null,
              NamedResource.ofName(entry),
              new ByteArrayInputStream(key),
              passphrase.map(FilePasswordProvider::of).orElse(FilePasswordProvider.EMPTY));
      List<KeyPair> keys = new ArrayList<>();
      if (found != null) {
        found.forEach(keys::add);
      }
      if (keys.size() == 1) {
        return keys.get(0);
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // The cause stays out: a parser's words may hold parts of the key.
      throw invalid(entry, passphrase);
    }
    throw invalid(entry, passphrase);
  }

  private static GitException invalid(String entry, Optional<String> passphrase) {
    return new GitException(
        Reason.GIT_KEY_INVALID,
        entry
            + " of the authSecret is not one private key in OpenSSH's format"
            + (passphrase.isPresent()
                ? ", or its passphrase is wrong; check both"
                : " without a passphrase; check its format"));
  }
}
