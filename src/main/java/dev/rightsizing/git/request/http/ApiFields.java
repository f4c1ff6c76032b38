// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rightsizing.git.GitException;
import dev.rightsizing.model.Reason;

/** Reads the fields of an answer that must be there. */
public final class ApiFields {
  private final ApiTarget target;

  public ApiFields(ApiTarget target) {
    this.target = target;
  }

  /** The text at a JSON pointer, such as {@code /head/ref}. */
  public String text(JsonNode json, String pointer) throws GitException {
    JsonNode value = json.at(pointer);
    if (!value.isTextual()) {
      throw missing(pointer);
    }
    return value.asText();
  }

  /** The whole number at a JSON pointer. */
  public long number(JsonNode json, String pointer) throws GitException {
    JsonNode value = json.at(pointer);
    if (!value.canConvertToLong()) {
      throw missing(pointer);
    }
    return value.asLong();
  }

  /** Whether one of several comments says this, white space around it apart. */
  public static boolean anyBodyIs(String text, JsonNode comments) {
    for (JsonNode comment : comments) {
      if (comment.path("body").asText().strip().equals(text.strip())) {
        return true;
      }
    }
    return false;
  }

  /** The fault of a request whose state this version does not know. */
  public GitException unknownState() {
    return new GitException(
        Reason.CODE_HOST_FAILED,
        target + " has a request in a state that is not known; update the operator");
  }

  private GitException missing(String pointer) {
    return new GitException(
        Reason.CODE_HOST_FAILED,
        target
            + " answered without "
            + pointer.substring(1).replace('/', '.')
            + "; check spec.git.pullRequest.provider and apiUrl");
  }
}
