// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;

/**
 * The server keys of {@code known_hosts}, and no others: a key that is not there is refused, and
 * none is ever added. Lines of authorities ({@code @cert-authority}) are not used.
 */
final class KnownHosts implements ServerKeyDatabase {
  private final List<Entry> entries = new ArrayList<>();
  private final String host;
  private final int port;
  private volatile Optional<String> refused = Optional.empty();

  private record Entry(KnownHostEntry hosts, PublicKey key, boolean revoked) {}

  /**
   * @throws IOException for a line that is none of known_hosts
   */
  KnownHosts(String text, String host, int port) throws IOException {
    this.host = host;
    this.port = port;
    try (BufferedReader lines = new BufferedReader(new StringReader(text))) {
      for (KnownHostEntry entry : KnownHostEntry.readKnownHostEntries(lines)) {
        String marker = entry.getMarker() == null ? "" : entry.getMarker();
        if (!marker.equals("cert-authority")) {
          PublicKey key =
              entry
                  .getKeyEntry()
                  .resolvePublicKey(null, java.util.Map.of(), PublicKeyEntryResolver.IGNORING);
          if (key != null) {
            entries.add(new Entry(entry, key, marker.equals("revoked")));
          }
        }
      }
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IOException("a line of known_hosts cannot be read", e);
    }
  }

  /** The key that was refused, as people write it: {@code ssh-ed25519 SHA256:…}. */
  Optional<String> refused() {
    return refused;
  }

  @Override
  public List<PublicKey> lookup(
      String connectAddress, InetSocketAddress remote, Configuration config) {
    return entries.stream()
        .filter(e -> !e.revoked() && e.hosts().isHostMatch(host, port))
        .map(Entry::key)
        .toList();
  }

  @Override
  public boolean accept(
      String connectAddress,
      InetSocketAddress remote,
      PublicKey serverKey,
      Configuration config,
      CredentialsProvider provider) {
    List<Entry> same =
        entries.stream()
            .filter(e -> e.hosts().isHostMatch(host, port))
            .filter(e -> KeyUtils.compareKeys(e.key(), serverKey))
            .toList();
    boolean known = !same.isEmpty() && same.stream().noneMatch(Entry::revoked);
    if (!known) {
      refused =
          Optional.of(KeyUtils.getKeyType(serverKey) + " " + KeyUtils.getFingerPrint(serverKey));
    }
    return known;
  }
}
