// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Honours a kubeconfig user's {@code as} and {@code as-groups}, which the client itself leaves out:
 * who chose to act with fewer rights must not act with more.
 */
final class Impersonation {
  private Impersonation() {}

  /** Sets what the kubeconfig's current user impersonates. */
  static void apply(Config config) {
    NamedContext context = config.getCurrentContext();
    File file = config.getFileWithAuthInfo();
    if (context == null || file == null) {
      return;
    }
    user(file, context.getContext().getUser())
        .filter(user -> user.getAs() != null)
        .ifPresent(
            user -> {
              config.setImpersonateUsername(user.getAs());
              config.setImpersonateGroups(user.getAsGroups().toArray(String[]::new));
            });
  }

  private static Optional<AuthInfo> user(File file, String name) {
    try (InputStream in = Files.newInputStream(file.toPath())) {
      return Serialization.unmarshal(in, io.fabric8.kubernetes.api.model.Config.class)
          .getUsers()
          .stream()
          .filter(user -> user.getName().equals(name))
          .map(NamedAuthInfo::getUser)
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
