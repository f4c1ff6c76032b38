// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.rightsizing.model.Reason;
import dev.rightsizing.usage.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * Authorization from a file, read for each request: a ServiceAccount's token changes every hour.
 *
 * @param user for basic authentication with the file as password; absent: the file is a token
 */
public record FileAuthorization(Path file, Optional<String> user)
    implements Credentials.Authorization {

  public FileAuthorization {
    if (user.filter(name -> name.contains(":")).isPresent()) {
      throw new IllegalArgumentException(
          "RIGHTSIZING_PROMETHEUS_USERNAME: basic authentication cannot carry a colon in a name");
    }
  }

  @Override
  public String header() throws UsageException {
    String secret;
    try {
      secret = Files.readString(file).strip();
    } catch (IOException e) {
      throw new UsageException(
          Reason.AUTH_SECRET_MISSING, "the credentials file " + file + " cannot be read", e);
    }
    return user.isPresent() ? basic(user.get(), secret) : bearer(secret);
  }

  private String bearer(String token) throws UsageException {
    Optional<String> fault = Credentials.faultOf(token);
    if (fault.isPresent()) {
      throw new UsageException(
          Reason.AUTH_SECRET_INVALID, "the token in the file " + file + " " + fault.get());
    }
    return "Bearer " + token;
  }

  static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}
