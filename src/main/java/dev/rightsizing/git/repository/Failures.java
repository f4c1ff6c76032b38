// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.GitException;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.Reason;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.RemoteRepositoryException;

/** Says what went wrong between us and a server, in one sentence that a person can act on. */
final class Failures {
  private static final int LONGEST = 300;

  /** What operating systems say of a disk; Java has no class for it. */
  private static final Pattern DISK =
      Pattern.compile(
          "(?i)no space left|quota exceeded|file too large|read-only file system|permission denied"
              + "|too many open files|input/output error|not a directory");

  private final Identity identity;
  private final Clock clock;

  Failures(Identity identity, Clock clock) {
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * @param answer the server's last one by HTTP
   * @param hostKey that was refused
   */
  GitException of(Exception fault, Optional<HttpWire.Answer> answer, Optional<String> hostKey) {
    if (hostKey.isPresent()) {
      return new GitException(
          Reason.GIT_HOST_KEY_UNKNOWN,
          identity.url().host()
              + " shows the key "
              + hostKey.get()
              + ", which is not in known_hosts of the authSecret; compare it with the one that its"
              + " administrators publish, then add it",
          fault);
    }
    return storage(fault).or(() -> byStatus(fault, answer)).orElseGet(() -> byCause(fault));
  }

  /** A fault of our own disk, wherever it shows. */
  static Optional<GitException> storage(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      String words = String.valueOf(cause.getMessage());
      boolean ours = !(cause instanceof SshException) && !(cause instanceof SocketException);
      if (cause instanceof FileSystemException || ours && DISK.matcher(words).find()) {
        return Optional.of(
            new GitException(
                Reason.GIT_STORAGE_FAILED,
                "the folder of the clones cannot be written: "
                    + PlainText.line(words, LONGEST)
                    + "; check its space and rights",
                fault));
      }
    }
    return Optional.empty();
  }

  /** Whether the clone lacks something that it says it has, or has it broken. */
  static boolean isCorrupt(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof MissingObjectException || cause instanceof CorruptObjectException) {
        return true;
      }
    }
    return false;
  }

  private Optional<GitException> byStatus(Exception fault, Optional<HttpWire.Answer> answer) {
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    int status = answer.get().status();
    Optional<Duration> wait = answer.get().retryAfter().flatMap(this::wait);
    if (status == 429 || (status == 403 || status == 503) && wait.isPresent()) {
      return Optional.of(
          new GitException(
              Reason.GIT_RATE_LIMITED,
              identity.url().host() + " limits requests (" + status + "); the operator waits",
              fault,
              wait.orElse(Duration.ofMinutes(1))));
    }
    boolean login = identity.credentials().text("password").isPresent();
    return switch (status) {
      case 401 ->
          made(
              Reason.GIT_UNAUTHORIZED,
              login
                  ? "rejects the authSecret's username and password (401); renew the token"
                  : "wants a login (401); add username and password to spec.git.authSecret",
              fault);
      case 403 ->
          made(
              Reason.GIT_FORBIDDEN,
              "does not let these credentials in (403); give them the right to read and push",
              fault);
      case 404, 410 ->
          made(
              Reason.GIT_NOT_FOUND,
              "does not exist, or the credentials cannot see it (" + status + "); check both",
              fault);
      case 407 -> made(Reason.GIT_UNREACHABLE, "is behind a proxy that wants a login (407)", fault);
      case 200 -> page(fault, answer.get());
      default ->
          made(
              Reason.CODE_HOST_FAILED,
              "answers with status " + status + "; the next pass tries again",
              fault);
    };
  }

  private Optional<GitException> page(Exception fault, HttpWire.Answer answer) {
    return answer
        .contentType()
        .filter(type -> type.startsWith("text/html"))
        .flatMap(
            type ->
                made(
                    Reason.CODE_HOST_FAILED,
                    "answers with a web page, not with Git; check the URL, and whether a sign-in"
                        + " page is in front of it",
                    fault));
  }

  private Optional<GitException> made(Reason reason, String what, Exception fault) {
    return Optional.of(new GitException(reason, identity.url() + " " + what, fault));
  }

  private GitException byCause(Exception fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      Optional<GitException> known = one(cause, fault);
      if (known.isPresent()) {
        return known.get();
      }
    }
    return made(
            Reason.GIT_UNREACHABLE,
            "cannot be used: " + PlainText.line(String.valueOf(fault.getMessage()), LONGEST),
            fault)
        .orElseThrow();
  }

  private Optional<GitException> one(Throwable cause, Exception fault) {
    String words = PlainText.line(String.valueOf(cause.getMessage()), LONGEST);
    if (cause instanceof SSLException) {
      return made(
          Reason.GIT_TLS_FAILED,
          "cannot be reached by TLS: " + words + "; check ca.crt of the authSecret",
          fault);
    }
    if (cause instanceof InterruptedIOException || cause instanceof TimeoutException) {
      return made(Reason.GIT_TIMEOUT, "does not answer in time; the next pass tries again", fault);
    }
    if (cause instanceof NoRemoteRepositoryException) {
      return made(
          Reason.GIT_NOT_FOUND, "does not exist, or the key cannot see it; check both", fault);
    }
    if (cause instanceof SshException ssh && denied(ssh)) {
      return made(
          Reason.GIT_UNAUTHORIZED,
          "rejects the authSecret's ssh-privatekey; add its public half to the server",
          fault);
    }
    if (cause instanceof RemoteRepositoryException) {
      return made(Reason.CODE_HOST_FAILED, "answers: " + words, fault);
    }
    if (cause instanceof UnknownHostException) {
      return made(Reason.GIT_UNREACHABLE, "has no address; check the host's name", fault);
    }
    if (cause instanceof ConnectException || cause instanceof SocketException) {
      return made(Reason.GIT_UNREACHABLE, "cannot be reached: " + words, fault);
    }
    if (cause instanceof EOFException) {
      return made(Reason.GIT_UNREACHABLE, "ended the connection early", fault);
    }
    return Optional.empty();
  }

  private static boolean denied(SshException fault) {
    return fault.getDisconnectCode() == 14
        || String.valueOf(fault.getMessage()).contains("No more authentication methods");
  }

  /** Seconds, or a date. */
  private Optional<Duration> wait(String header) {
    if (header.strip().matches("\\d{1,7}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(header.strip())));
    }
    try {
      ZonedDateTime until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(clock.instant(), until.toInstant());
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
