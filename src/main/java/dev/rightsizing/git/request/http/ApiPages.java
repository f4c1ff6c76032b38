// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rightsizing.git.GitException;
import dev.rightsizing.model.Reason;
import java.util.function.Predicate;

/**
 * Lists that a host gives page by page. Whether there is another page is what the header Link says;
 * its URL is not used, because behind a proxy it may name another host.
 */
public final class ApiPages {
  private final ApiClient client;

  public ApiPages(ApiClient client) {
    this.client = client;
  }

  /**
   * Reads items until one is what is looked for.
   *
   * @param target with a query, to which the number of the page is added
   * @param mostPages that are read
   * @param found takes an item and says whether to stop
   */
  public void each(String target, int mostPages, Predicate<JsonNode> found) throws GitException {
    for (int page = 1; page <= mostPages; page++) {
      ApiAnswer answer = client.send(ApiCall.get(target + "&page=" + page));
      if (!answer.json().isArray()) {
        throw new GitException(
            Reason.CODE_HOST_FAILED,
            client.target()
                + " answered with something else than a list; check"
                + " spec.git.pullRequest.provider and apiUrl");
      }
      for (JsonNode item : answer.json()) {
        if (found.test(item)) {
          return;
        }
      }
      if (!answer.header("Link").contains("rel=\"next\"")) {
        return;
      }
    }
  }
}
