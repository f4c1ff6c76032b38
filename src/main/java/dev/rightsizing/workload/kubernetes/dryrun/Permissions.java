// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.dryrun;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the client's own user may do, by SelfSubjectAccessReview, which everybody may ask. An answer
 * holds for a few minutes, a denial for less, so that a new binding is seen soon. Safe for use by
 * several threads.
 */
public final class Permissions {
  static final Duration ALLOWED_HOLDS = Duration.ofMinutes(5);
  static final Duration DENIED_HOLDS = Duration.ofSeconds(30);

  private final Map<Question, Answer> answers = new ConcurrentHashMap<>();
  private final KubernetesClient client;
  private final Clock clock;

  /**
   * @param client left open; with the rights of who asks
   */
  public Permissions(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  private record Question(
      String verb, String group, String resource, String subresource, String namespace) {}

  private record Answer(boolean allowed, Instant until) {}

  /**
   * Whether it may do something with each object of a namespace.
   *
   * @param group empty for the core group
   * @param resource in plural, with its subresource after a slash where one is meant: {@code
   *     pods/resize}
   * @throws io.fabric8.kubernetes.client.KubernetesClientException when there is no answer
   */
  public boolean allow(String verb, String group, String resource, String namespace) {
    int slash = resource.indexOf('/');
    Question question =
        new Question(
            verb,
            group,
            slash < 0 ? resource : resource.substring(0, slash),
            slash < 0 ? "" : resource.substring(slash + 1),
            namespace);
    Instant now = clock.instant();
    Answer known = answers.get(question);
    if (known == null || !now.isBefore(known.until())) {
      boolean allowed = ask(question);
      known = new Answer(allowed, now.plus(allowed ? ALLOWED_HOLDS : DENIED_HOLDS));
      answers.put(question, known);
    }
    return known.allowed();
  }

  private boolean ask(Question question) {
    SelfSubjectAccessReview review =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withVerb(question.verb())
            .withGroup(question.group())
            .withResource(question.resource())
            .withSubresource(question.subresource())
            .withNamespace(question.namespace())
            .endResourceAttributes()
            .endSpec()
            .build();
    SelfSubjectAccessReview answer = client.resource(review).create();
    return answer.getStatus() != null && Boolean.TRUE.equals(answer.getStatus().getAllowed());
  }
}
