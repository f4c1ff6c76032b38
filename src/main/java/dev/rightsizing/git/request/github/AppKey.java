// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.github;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.model.Reason;
import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.io.StringReader;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * A GitHub App as the authSecret has it.
 *
 * @param id of the App, or its client id
 * @param installation id of the App's installation in an organization or account
 */
record AppKey(String id, String installation, PrivateKey key) {
  private static final String ID = "githubApp.id";
  private static final String INSTALLATION = "githubApp.installationId";
  private static final String PRIVATE_KEY = "githubApp.privateKey";

  /** GitHub takes no longer than ten minutes; the rest is for clocks that differ. */
  private static final Duration LIFE = Duration.ofMinutes(8);

  private static final Duration BEFORE = Duration.ofMinutes(1);

  /**
   * Empty when the credentials name no App.
   *
   * @throws GitException when they name one in part, or the key cannot be read
   */
  static Optional<AppKey> of(Credentials credentials) throws GitException {
    Optional<String> id = credentials.text(ID).map(String::strip);
    Optional<String> installation = credentials.text(INSTALLATION).map(String::strip);
    Optional<String> pem = credentials.text(PRIVATE_KEY);
    if (id.isEmpty() && installation.isEmpty() && pem.isEmpty()) {
      return Optional.empty();
    }
    boolean whole = id.isPresent() && installation.isPresent() && pem.isPresent();
    if (!whole || !installation.get().matches("\\d{1,18}")) {
      throw new GitException(
          Reason.AUTH_SECRET_INVALID,
          "the authSecret names a GitHub App in part: it needs "
              + ID
              + ", "
              + INSTALLATION
              + " (a number) and "
              + PRIVATE_KEY);
    }
    return Optional.of(new AppKey(id.get(), installation.get(), read(pem.get())));
  }

  /** GitHub gives keys as PKCS#1; tools turn them into PKCS#8. */
  private static PrivateKey read(String pem) throws GitException {
    try (PEMParser parser = new PEMParser(new StringReader(pem.strip()))) {
      Object found = parser.readObject();
      JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
      PrivateKey key = null;
      if (found instanceof PEMKeyPair pair) {
        key = converter.getKeyPair(pair).getPrivate();
      } else if (found instanceof PrivateKeyInfo info) {
        key = converter.getPrivateKey(info);
      }
      if (key != null && key.getAlgorithm().equals("RSA")) {
        return key;
      }
    } catch (IOException | RuntimeException e) {
      // What the parser says could quote the key.
    }
    throw new GitException(
        Reason.GIT_KEY_INVALID,
        PRIVATE_KEY
            + " of the authSecret is not a private RSA key in PEM without a passphrase; take the"
            + " .pem file that GitHub gave for the App");
  }

  /** What says to GitHub that this is the App. */
  String assertion(Instant now) {
    return Jwts.builder()
        .issuer(id)
        .issuedAt(Date.from(now.minus(BEFORE)))
        .expiration(Date.from(now.plus(LIFE)))
        .signWith(key, Jwts.SIG.RS256)
        .compact();
  }

  @Override
  public String toString() {
    return "AppKey[" + id + "]";
  }
}
