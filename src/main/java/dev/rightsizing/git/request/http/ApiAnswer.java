// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/**
 * What an API answered.
 *
 * @param body as it came
 * @param json of the body; a missing node when it is empty
 */
public record ApiAnswer(int status, HttpHeaders headers, String body, JsonNode json) {

  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }
}
