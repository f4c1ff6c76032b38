// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.check;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Asks the API server for each right that the operator uses. */
final class RightsCheck {
  private final KubernetesClient client;

  RightsCheck(KubernetesClient client) {
    this.client = client;
  }

  /**
   * One finding a place, and one for what its rights lack.
   *
   * @param namespaces that the operator watches; every one when empty
   */
  List<Finding> in(Set<String> namespaces) {
    List<Finding> findings = new ArrayList<>();
    if (namespaces.isEmpty()) {
      findings.addAll(at(Optional.empty()));
    }
    new TreeSet<>(namespaces).forEach(namespace -> findings.addAll(at(Optional.of(namespace))));
    return findings;
  }

  private List<Finding> at(Optional<String> namespace) {
    String subject = namespace.map(n -> "rights in " + n).orElse("rights in all namespaces");
    List<String> needed = new ArrayList<>();
    Map<String, List<String>> helpful = new LinkedHashMap<>();
    int asked = 0;
    for (Right right : Right.all()) {
      if (right.clusterWide() && namespace.isPresent()) {
        continue;
      }
      asked++;
      if (isAllowed(right, namespace)) {
        continue;
      }
      if (right.without().isPresent()) {
        helpful.computeIfAbsent(right.without().get(), k -> new ArrayList<>()).add(right.text());
      } else {
        needed.add(right.text());
      }
    }
    List<Finding> findings = new ArrayList<>();
    if (!needed.isEmpty()) {
      findings.add(
          Finding.failed(
              subject,
              "may not "
                  + String.join(", ", needed)
                  + "; install the chart with rbac.create=true, or apply deploy/rbac.yaml"));
    }
    helpful.forEach(
        (without, rights) ->
            findings.add(
                Finding.less(subject, "may not " + String.join(", ", rights) + ": " + without)));
    return findings.isEmpty() ? List.of(Finding.ok(subject, "all " + asked)) : findings;
  }

  private boolean isAllowed(Right right, Optional<String> namespace) {
    String[] resource = right.resource().split("/");
    SelfSubjectAccessReview review =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withVerb(right.verb())
            .withGroup(right.group())
            .withResource(resource[0])
            .withSubresource(resource.length > 1 ? resource[1] : "")
            .withNamespace(namespace.orElse(""))
            .endResourceAttributes()
            .endSpec()
            .build();
    return client
        .authorization()
        .v1()
        .selfSubjectAccessReview()
        .create(review)
        .getStatus()
        .getAllowed();
  }
}
