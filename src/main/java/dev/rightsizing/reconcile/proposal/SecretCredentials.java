// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.steps.PolicySecret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Reads a policy's Git credentials from the Secret that it names, in its own namespace alone. */
public final class SecretCredentials {
  private final PolicySecret secrets;

  public SecretCredentials(KubernetesClient client) {
    this.secrets = new PolicySecret(client);
  }

  /**
   * The credentials; {@link Credentials#NONE} where the policy names no Secret.
   *
   * @throws GitException when the Secret cannot be read
   */
  Credentials read(Policy.Id policy, Optional<String> name) throws GitException {
    if (name.isEmpty()) {
      return Credentials.NONE;
    }
    try {
      return new Credentials(
          secrets.read(
              policy.namespace(),
              name.get(),
              "spec.git.authSecret",
              "username and password, or ssh-privatekey and known_hosts"));
    } catch (PolicySecret.UnreadableException e) {
      throw new GitException(e.reason(), e.getMessage(), e.getCause());
    }
  }
}
