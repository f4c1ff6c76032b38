// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.apply.ActOutcome;
import dev.rightsizing.model.Reason;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {

  private static ActOutcome of(int code, String message) {
    Status status =
        new StatusBuilder()
            .withCode(code)
            .withMessage(message)
            .withNewDetails()
            .withName("checkout-1")
            .withKind("pods")
            .endDetails()
            .build();
    return Answers.of(new KubernetesClientException(status), "shop");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | pods \"a\" is forbidden: exceeded quota: q, requested: requests.cpu=1 | QUOTA_FULL",
        "403 | pods \"a\" is forbidden: maximum cpu usage per Container is 2, but limit is 3 | LIMIT_RANGE_REFUSES",
        "403 | pods \"a\" is forbidden: cpu max limit to request ratio per Container is 2 | LIMIT_RANGE_REFUSES",
        "403 | pods \"a\" is forbidden: violates PodSecurity \"restricted:latest\" | CHANGE_REFUSED",
        "403 | admission webhook \"q.example\" denied the request: exceeded quota of the team | CHANGE_REFUSED",
        "403 | pods \"a\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: exceeded quota | CHANGE_REFUSED",
        "400 | admission webhook \"q.example\" denied the request: no | CHANGE_REFUSED",
        "500 | admission webhook \"q.example\" denied the request: no | CHANGE_REFUSED",
        "422 | Pod \"a\" is invalid: spec: Invalid value: \"x\": Pod QOS Class may not change as a result of resizing | QOS_WOULD_CHANGE",
        "422 | spec.containers[0].resources.limits: Forbidden: resource limits cannot be removed | LIMIT_CANNOT_BE_REMOVED",
        "422 | spec: Forbidden: static pods cannot be resized | RESIZE_NOT_SUPPORTED",
        "422 | spec: Forbidden: only cpu and memory resources are mutable | CHANGE_REFUSED",
        "405 | the server does not allow this method on the requested resource | RESIZE_NOT_SUPPORTED",
        "404 | the server could not find the requested resource | RESIZE_NOT_SUPPORTED",
      })
  void whatIsRefusedHasAReason(int code, String message, Reason reason) {
    assertThat(of(code, message))
        .isInstanceOfSatisfying(
            ActOutcome.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.message()).contains(message);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "409 | Operation cannot be fulfilled on pods \"a\" | CHANGE_CONFLICT",
        "422 | the server rejected our request due to an error in our request | CHANGE_CONFLICT",
        "401 | Unauthorized                              | KUBERNETES_UNREACHABLE",
        "408 | Timeout                                   | KUBERNETES_UNREACHABLE",
        "429 | too many requests                         | KUBERNETES_UNREACHABLE",
        "500 | failed calling webhook \"q.example\"      | KUBERNETES_UNREACHABLE",
        "503 | etcd leader changed                       | KUBERNETES_UNREACHABLE",
        "504 | timed out                                 | KUBERNETES_UNREACHABLE",
      })
  void whatMayPassIsTriedAgain(int code, String message, Reason reason) {
    assertThat(of(code, message))
        .isInstanceOfSatisfying(
            ActOutcome.Retry.class, retry -> assertThat(retry.reason()).isEqualTo(reason));
  }

  @Test
  void noAnswerAtAllIsTriedAgain() {
    assertThat(
            Answers.of(
                new KubernetesClientException("timed out", new IOException("timed out")), "shop"))
        .isInstanceOf(ActOutcome.Retry.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pods \"checkout-1\" not found",
        "Precondition failed: UID in precondition: a, UID in object meta: b",
        "uid mismatch: the provided object specified uid a, and no existing object was found",
      })
  void anotherObjectOfTheNameCountsAsGone(String message) {
    assertThat(of(message.contains("not found") ? 404 : 409, message))
        .isEqualTo(new ActOutcome.Gone());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cannot patch resource \"pods/resize\" in API group \"\" | verb patch on pods/resize is | true",
        "cannot patch resource \"deployments\" in API group \"apps\" | verb patch on deployments.apps is | false",
        "cannot get resource \"scaledobjects\" in API group \"keda.sh\" | verb get on scaledobjects.keda.sh is | false",
      })
  void aMissingRightSaysWhatToBind(String words, String right, boolean administrator) {
    assertThat(of(403, "x is forbidden: User \"op\" " + words + " in the namespace \"shop\""))
        .isInstanceOfSatisfying(
            ActOutcome.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Reason.APPLY_FORBIDDEN);
              assertThat(refused.message())
                  .contains(right, "bind ClusterRole rightsizing-operator-apply in namespace shop");
              assertThat(refused.message().contains("cluster administrator"))
                  .isEqualTo(administrator);
            });
  }
}
