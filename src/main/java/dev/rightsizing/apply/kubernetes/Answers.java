// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply.kubernetes;

import dev.rightsizing.apply.ActOutcome;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.Reason;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an answer of the API server means for a change. */
final class Answers {
  private static final int LONGEST = 500;
  private static final int UNPROCESSABLE = 422;
  private static final int TOO_MANY = 429;

  /** How its authorization puts it, whatever decides there. */
  private static final Pattern DENIED =
      Pattern.compile("cannot (\\w+) resource \"([^\"]+)\" in API group \"([^\"]*)\"");

  /** All that the API server says of a JSON patch whose test does not hold. */
  private static final String TEST_FAILED = "the server rejected our request due to an error";

  private Answers() {}

  /** Words of a refusal by a rule that is known, in lower case, and what they mean. */
  private record Sign(String words, Reason reason) {}

  private static final List<Sign> SIGNS =
      List.of(
          new Sign("exceeded quota", Reason.QUOTA_FULL),
          new Sign("qos class may not change", Reason.QOS_WOULD_CHANGE),
          new Sign("resource limits cannot be removed", Reason.LIMIT_CANNOT_BE_REMOVED),
          new Sign("resource requests cannot be removed", Reason.LIMIT_CANNOT_BE_REMOVED),
          new Sign("usage per container", Reason.LIMIT_RANGE_REFUSES),
          new Sign("usage per pod", Reason.LIMIT_RANGE_REFUSES),
          new Sign("limit to request ratio per", Reason.LIMIT_RANGE_REFUSES),
          new Sign("pods cannot be resized", Reason.RESIZE_NOT_SUPPORTED),
          new Sign("without support for resize", Reason.RESIZE_NOT_SUPPORTED),
          new Sign("resize is not supported", Reason.RESIZE_NOT_SUPPORTED));

  /**
   * What became of a write, or of the read before it.
   *
   * @param namespace that it was in, for the binding that a right needs
   */
  static ActOutcome of(KubernetesClientException e, String namespace) {
    String words = words(e);
    if (isOtherUid(e, words)) {
      return new ActOutcome.Gone();
    }
    if (e.getCode() == UNPROCESSABLE && words.startsWith(TEST_FAILED)) {
      return new ActOutcome.Retry(
          Reason.CHANGE_CONFLICT, "the object changed between reading and writing it");
    }
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_NOT_FOUND -> notFound(e, words);
      case HttpURLConnection.HTTP_BAD_METHOD ->
          new ActOutcome.Refused(Reason.RESIZE_NOT_SUPPORTED, words);
      case HttpURLConnection.HTTP_CONFLICT -> new ActOutcome.Retry(Reason.CHANGE_CONFLICT, words);
      case HttpURLConnection.HTTP_FORBIDDEN -> forbidden(words, namespace);
      case HttpURLConnection.HTTP_BAD_REQUEST, UNPROCESSABLE -> refused(words);
      default -> other(e.getCode(), words);
    };
  }

  private static ActOutcome other(int code, String words) {
    boolean passing =
        code < HttpURLConnection.HTTP_BAD_REQUEST
            || code >= HttpURLConnection.HTTP_INTERNAL_ERROR
            || code == TOO_MANY
            || code == HttpURLConnection.HTTP_CLIENT_TIMEOUT
            || code == HttpURLConnection.HTTP_UNAUTHORIZED;
    // A webhook that denies may choose its own status.
    return passing && !words.contains("denied the request")
        ? new ActOutcome.Retry(
            Reason.KUBERNETES_UNREACHABLE, "the API server did not do it: " + words)
        : refused(words);
  }

  /** Without the name of an object it is the resource that is not served. */
  private static ActOutcome notFound(KubernetesClientException e, String words) {
    Status status = e.getStatus();
    boolean named =
        status == null
            || status.getDetails() == null
            || status.getDetails().getName() != null && !status.getDetails().getName().isEmpty();
    return named && !words.contains("could not find the requested resource")
        ? new ActOutcome.Gone()
        : new ActOutcome.Refused(
            Reason.RESIZE_NOT_SUPPORTED, "the API server does not serve it: " + words);
  }

  private static ActOutcome forbidden(String words, String namespace) {
    Matcher denied = DENIED.matcher(words);
    if (denied.find()) {
      String group = denied.group(3);
      return Rights.missing(
          denied.group(1), denied.group(2) + (group.isEmpty() ? "" : "." + group), namespace);
    }
    return refused(words);
  }

  private static ActOutcome refused(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    // What a webhook or an admission policy says is its own, whatever words it uses.
    Reason reason =
        lower.contains("admission webhook") || lower.contains("validatingadmissionpolicy")
            ? Reason.CHANGE_REFUSED
            : SIGNS.stream()
                .filter(sign -> lower.contains(sign.words()))
                .map(Sign::reason)
                .findFirst()
                .orElse(Reason.CHANGE_REFUSED);
    return new ActOutcome.Refused(reason, words);
  }

  /** The precondition that the object is still the one that was read does not hold. */
  private static boolean isOtherUid(KubernetesClientException e, String words) {
    return words.contains("UID in precondition")
        || words.contains("uid mismatch")
        || e.getStatus() != null
            && e.getStatus().getDetails() != null
            && e.getStatus().getDetails().getCauses().stream()
                .map(StatusCause::getField)
                .anyMatch("metadata.uid"::equals);
  }

  /** The API server's own words as one line, shortened. */
  static String words(KubernetesClientException e) {
    boolean named = e.getStatus() != null && e.getStatus().getMessage() != null;
    return PlainText.line(
        named ? e.getStatus().getMessage() : String.valueOf(e.getMessage()), LONGEST);
  }
}
