// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit.codehost;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rightsizing.testkit.codehost.CodeHostReplay.Answer;
import dev.rightsizing.testkit.codehost.CodeHostReplay.Call;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A GitHub App with one installation: checks assertions as GitHub documents it. */
public final class GitHubAppReplay {
  public static final String ID = "12345";
  public static final String INSTALLATION = "678";

  private final GitHubReplay host;
  private final KeyPair keys;
  private final List<String> given = new CopyOnWriteArrayList<>();

  GitHubAppReplay(GitHubReplay host) throws IOException {
    this.host = host;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  public KeyPair keys() {
    return keys;
  }

  /** The tokens that it gave. */
  public List<String> given() {
    return List.copyOf(given);
  }

  boolean gave(String token) {
    return given.contains(token);
  }

  /** Its clock is the real one, which the server sends as Date. */
  Answer answer(Call call) {
    Instant now = Instant.now();
    String problem = problem(call.header("Authorization").replaceFirst("^Bearer ", ""), now);
    if (!problem.isEmpty()) {
      return GitHubReplay.message(401, problem);
    }
    if (!call.path().equals("/api/v3/app/installations/" + INSTALLATION + "/access_tokens")) {
      return GitHubReplay.message(404, "Not Found");
    }
    host.expectFields(call, "repositories", "repository_ids", "permissions");
    JsonNode repositories = call.body().path("repositories");
    host.expect(repositories.size() == 1, call, "a token is for one repository");
    if (!repositories.path(0).asText().equals(host.state.name())) {
      return GitHubReplay.message(
          422,
          "There is at least one repository that does not exist or is not accessible to the"
              + " parent installation.");
    }
    String token = "ghs_installation" + given.size();
    given.add(token);
    return Answer.of(
        201,
        GitHubReplay.object()
            .put("token", token)
            .put("expires_at", now.plus(Duration.ofHours(1)).toString())
            .put("repository_selection", "selected"));
  }

  private String problem(String assertion, Instant now) {
    Claims claims;
    try {
      claims =
          Jwts.parser()
              .verifyWith(keys.getPublic())
              .clock(() -> Date.from(now))
              .clockSkewSeconds(Duration.ofDays(1).toSeconds())
              .build()
              .parseSignedClaims(assertion)
              .getPayload();
    } catch (JwtException | IllegalArgumentException e) {
      return "A JSON web token could not be decoded";
    }
    if (!ID.equals(claims.getIssuer())) {
      return "Integration not found";
    }
    if (claims.getIssuedAt().toInstant().isAfter(now)) {
      return "'Issued at' claim ('iat') must be an Integer representing the time that the"
          + " assertion was issued";
    }
    Instant until = claims.getExpiration().toInstant();
    if (until.isBefore(now)) {
      return "'Expiration time' claim ('exp') must be a numeric value representing the future"
          + " time at which the assertion expires";
    }
    return until.isAfter(now.plus(Duration.ofMinutes(10)))
        ? "'Expiration time' claim ('exp') is too far in the future"
        : "";
  }
}
