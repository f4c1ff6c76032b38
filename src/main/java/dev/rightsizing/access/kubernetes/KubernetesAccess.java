// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.access.kubernetes;

import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.AccessReview;
import dev.rightsizing.access.Identity;
import dev.rightsizing.access.Permission;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewSpec;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the API server. The operator's ServiceAccount needs {@code create} on {@code
 * tokenreviews.authentication.k8s.io} and {@code subjectaccessreviews.authorization.k8s.io}, which
 * the ClusterRole {@code system:auth-delegator} grants.
 */
public final class KubernetesAccess implements AccessReview {
  /** Somebody waits for the answer, so that one try has to do; fabric8 would try for 20 seconds. */
  private static final int TIMEOUT_MILLIS = 5_000;

  private final KubernetesClient client;

  /**
   * @param client left open
   */
  public KubernetesAccess(KubernetesClient client) {
    this.client =
        client
            .newClient(
                new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                    .withRequestTimeout(TIMEOUT_MILLIS)
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .adapt(KubernetesClient.class);
  }

  @Override
  public Optional<Identity> authenticate(String token) throws AccessException {
    TokenReview review = new TokenReviewBuilder().withNewSpec().withToken(token).endSpec().build();
    TokenReviewStatus status;
    try {
      status = client.resource(review).create().getStatus();
    } catch (KubernetesClientException e) {
      throw failure("tokenreviews.authentication.k8s.io", e);
    }
    if (status == null || !Boolean.TRUE.equals(status.getAuthenticated())) {
      return Optional.empty();
    }
    return Optional.of(identity(status.getUser()));
  }

  private static Identity identity(UserInfo user) {
    return new Identity(
        Objects.requireNonNullElse(user.getUsername(), ""),
        Objects.requireNonNullElse(user.getUid(), ""),
        Set.copyOf(Objects.requireNonNullElse(user.getGroups(), List.of())),
        Objects.requireNonNullElse(user.getExtra(), Map.of()));
  }

  @Override
  public boolean allows(Identity identity, Permission permission) throws AccessException {
    SubjectAccessReview review =
        new SubjectAccessReviewBuilder().withSpec(spec(identity, permission)).build();
    try {
      SubjectAccessReview answer = client.resource(review).create();
      return answer.getStatus() != null && Boolean.TRUE.equals(answer.getStatus().getAllowed());
    } catch (KubernetesClientException e) {
      throw failure("subjectaccessreviews.authorization.k8s.io", e);
    }
  }

  private static SubjectAccessReviewSpec spec(Identity identity, Permission permission) {
    SubjectAccessReviewSpecBuilder spec =
        new SubjectAccessReviewSpecBuilder()
            .withUser(identity.name())
            .withGroups(List.copyOf(identity.groups()))
            .withExtra(identity.extra());
    if (!identity.uid().isEmpty()) {
      spec.withUid(identity.uid());
    }
    if (permission instanceof Permission.OnPath path) {
      spec.withNewNonResourceAttributes(path.path(), path.verb());
    } else if (permission instanceof Permission.OnResource object) {
      spec.withNewResourceAttributes()
          .withVerb(object.verb())
          .withGroup(object.group())
          .withResource(object.resource())
          .withNamespace(object.namespace())
          .withName(object.name())
          .endResourceAttributes();
    }
    return spec.build();
  }

  private static AccessException failure(String resource, KubernetesClientException e) {
    return new AccessException(
        e.getCode() == 401 || e.getCode() == 403
            ? "the operator's ServiceAccount may not create "
                + resource
                + "; bind it to the ClusterRole system:auth-delegator"
            : "the API server does not answer a request to create " + resource + ", try again",
        e);
  }
}
