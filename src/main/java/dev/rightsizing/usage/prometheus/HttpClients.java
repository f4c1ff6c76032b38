// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.rightsizing.usage.UsageException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;

/** HTTP clients: one for all sources, and one for each that trusts an authority of its own. */
final class HttpClients {
  private final Duration connectTimeout;
  private Optional<HttpClient> plain = Optional.empty();

  HttpClients(Duration connectTimeout) {
    this.connectTimeout = connectTimeout;
  }

  /** A client that trusts what the credentials say. */
  synchronized HttpClient trusting(Credentials credentials) throws UsageException {
    if (credentials.ca().isEmpty()) {
      HttpClient client = plain.orElseGet(() -> builder().build());
      plain = Optional.of(client);
      return client;
    }
    return builder().sslContext(new TrustedCa(credentials.ca().get()).context()).build();
  }

  private HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(connectTimeout);
  }
}
