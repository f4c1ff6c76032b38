// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.AccessTokens;
import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.TrustedAuthorities;
import dev.rightsizing.model.Reason;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/** Opens JGit's transports with a policy's credentials, and says what went wrong on them. */
final class Wire {
  private final GitStorageSettings settings;
  private final AccessTokens tokens;
  private final Clock clock;

  Wire(GitStorageSettings settings, AccessTokens tokens, Clock clock) {
    this.settings = settings;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Refuses credentials that cannot be used, before anything is sent. */
  void check(Identity identity) throws GitException {
    TrustedAuthorities.of(identity.credentials());
    if (identity.url().isSsh()) {
      sessions(identity.credentials(), knownHosts(identity)).close();
    }
  }

  /** What is done on a transport. */
  @FunctionalInterface
  interface Work<T> {
    T on(Transport transport, HttpWire.Deadline deadline) throws IOException, GitException;
  }

  /**
   * Does something on a transport to the repository, following it once where it was renamed.
   *
   * @param local clone to fetch into or push from; empty: none is needed
   */
  <T> T with(Identity identity, Optional<Repository> local, Work<T> work) throws GitException {
    HttpWire.Deadline deadline = new HttpWire.Deadline(settings.deadline());
    Failures failures = new Failures(identity, clock);
    try {
      return once(identity, local, work, deadline, failures);
    } catch (Moved moved) {
      Identity there = Redirects.follow(identity, moved.location(), settings.allowed());
      Failures again = new Failures(there, clock);
      try {
        return once(there, local, work, deadline, again);
      } catch (Moved twice) {
        throw new GitException(
            Reason.GIT_NOT_FOUND,
            identity.url() + " redirects more than once; set spec.git.repository to its new URL");
      }
    }
  }

  /** The server wants to be asked elsewhere. */
  private static final class Moved extends Exception {
    private static final long serialVersionUID = 1;
    private final String location;

    Moved(String location) {
      super(null, null, false, false);
      this.location = location;
    }

    String location() {
      return location;
    }
  }

  private <T> T once(
      Identity identity,
      Optional<Repository> local,
      Work<T> work,
      HttpWire.Deadline deadline,
      Failures failures)
      throws GitException, Moved {
    Credentials credentials = identity.credentials();
    HttpWire http = new HttpWire(TrustedAuthorities.of(credentials), settings.proxy(), deadline);
    Optional<KnownHosts> known = Optional.empty();
    try {
      URIish uri = new URIish(identity.address());
      try (Transport transport =
          local.isPresent() ? Transport.open(local.get(), uri) : Transport.open(uri)) {
        transport.setTimeout((int) Math.max(1, settings.timeout().toSeconds()));
        if (transport instanceof TransportHttp web) {
          web.setHttpConnectionFactory(http);
          login(web, identity);
        } else if (transport instanceof SshTransport ssh) {
          known = Optional.of(knownHosts(identity));
          ssh.setSshSessionFactory(sessions(credentials, known.get()));
        } else {
          throw new GitException(
              Reason.GIT_URL_NOT_ALLOWED, identity.url() + " is neither https nor ssh");
        }
        return work.on(transport, deadline);
      }
    } catch (URISyntaxException e) {
      throw new GitException(Reason.INVALID_POLICY, identity.url() + " is not a URL of Git", e);
    } catch (IOException | RuntimeException e) {
      Optional<String> moved =
          http.last().filter(a -> a.status() / 100 == 3).flatMap(HttpWire.Answer::location);
      if (moved.isPresent()) {
        throw new Moved(moved.get());
      }
      throw failures.of(e, http.last(), known.flatMap(KnownHosts::refused));
    }
  }

  private void login(TransportHttp web, Identity identity) throws GitException {
    Credentials credentials = identity.credentials();
    Optional<String> token = tokens.token(identity.url(), "", credentials);
    if (token.isPresent()) {
      web.setPreemptiveBasicAuthentication(AccessTokens.USERNAME, token.get());
      return;
    }
    Optional<String> password = credentials.text("password");
    if (password.isPresent()) {
      // Code hosts look at the token alone, but want some name.
      String user = credentials.text("username").filter(u -> !u.isEmpty()).orElse("git");
      web.setPreemptiveBasicAuthentication(user, password.get());
    }
  }

  private static KnownHosts knownHosts(Identity identity) throws GitException {
    int port = identity.url().port() < 0 ? 22 : identity.url().port();
    String text =
        identity
            .credentials()
            .text("known_hosts")
            .orElseThrow(
                () ->
                    new GitException(
                        Reason.GIT_HOST_KEY_UNKNOWN,
                        "the authSecret has no known_hosts, so "
                            + identity.url().host()
                            + " cannot be told from another server; add its line of ssh-keyscan"));
    try {
      return new KnownHosts(text, identity.url().host(), port);
    } catch (IOException e) {
      throw new GitException(
          Reason.GIT_KEY_INVALID, "known_hosts of the authSecret cannot be read", e);
    }
  }

  private SshdSessionFactory sessions(Credentials credentials, KnownHosts known)
      throws GitException {
    byte[] key =
        credentials
            .bytes("ssh-privatekey")
            .orElseThrow(
                () ->
                    new GitException(
                        Reason.GIT_UNAUTHORIZED,
                        "the repository is reached by ssh, but the authSecret has no"
                            + " ssh-privatekey; add it"));
    KeyPair pair = PrivateKeys.read("ssh-privatekey", key, credentials.text("ssh-passphrase"));
    // Nothing is read from or written to this folder; it is where a home would be.
    File nowhere = settings.folder().resolve("no-home").toFile();
    return new SshdSessionFactoryBuilder()
        .setHomeDirectory(nowhere)
        .setSshDirectory(nowhere)
        .setConfigStoreFactory((home, file, user) -> null)
        .setDefaultIdentities(folder -> List.of())
        .setDefaultKnownHostsFiles(folder -> List.of())
        .setDefaultKeysProvider(folder -> List.of(pair))
        .setServerKeyDatabase((home, folder) -> known)
        .setConnectorFactory(null)
        .setPreferredAuthentications("publickey")
        .build(null);
  }
}
