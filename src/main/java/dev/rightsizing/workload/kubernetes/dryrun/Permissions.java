// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.dryrun;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the client's own user may do, by SelfSubjectAccessReview, which everybody may ask. Each
 * question is asked once.
 */
final class Permissions {
  private final Map<Question, Boolean> answers = new ConcurrentHashMap<>();
  private final KubernetesClient client;

  Permissions(KubernetesClient client) {
    this.client = client;
  }

  private record Question(String verb, String group, String resource, String namespace) {}

  /**
   * Whether it may do something with each object of a namespace.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException when there is no answer
   */
  boolean allow(String verb, String group, String resource, String namespace) {
    return answers.computeIfAbsent(new Question(verb, group, resource, namespace), this::ask);
  }

  private boolean ask(Question question) {
    SelfSubjectAccessReview review =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withVerb(question.verb())
            .withGroup(question.group())
            .withResource(question.resource())
            .withNamespace(question.namespace())
            .endResourceAttributes()
            .endSpec()
            .build();
    SelfSubjectAccessReview answer = client.resource(review).create();
    return answer.getStatus() != null && Boolean.TRUE.equals(answer.getStatus().getAllowed());
  }
}
