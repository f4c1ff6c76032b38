// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.kubeconfig;

import static dev.rightsizing.cli.kubeconfig.ClusterConnection.given;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The cluster that a pod runs in, with the pod's own ServiceAccount. */
record OwnPod(Map<String, String> environment, Path account) {
  /** Where the kubelet puts what belongs to a pod's account. */
  private static final Path MOUNTED = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  OwnPod(Map<String, String> environment) {
    this(environment, MOUNTED);
  }

  /** Sets address, authority, token and namespace; false outside a pod. */
  boolean apply(Config config) {
    Optional<String> host = given(environment.get("KUBERNETES_SERVICE_HOST"));
    Optional<String> port = given(environment.get("KUBERNETES_SERVICE_PORT"));
    if (host.isEmpty() || port.isEmpty()) {
      return false;
    }
    Path ca = account.resolve("ca.crt");
    if (Files.isReadable(ca)) {
      config.setCaCertFile(ca.toString());
    }
    String name = host.get().contains(":") ? "[" + host.get() + "]" : host.get();
    config.setMasterUrl("https://" + name + ":" + port.get());
    // The kubelet rotates it.
    config.setOauthTokenProvider(() -> text("token"));
    config.setNamespace(given(text("namespace")).orElse(null));
    return true;
  }

  private String text(String file) {
    try {
      return Files.readString(account.resolve(file)).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
