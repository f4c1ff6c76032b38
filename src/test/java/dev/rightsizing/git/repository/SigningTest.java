// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import static dev.rightsizing.git.repository.Served.draft;
import static dev.rightsizing.git.repository.Served.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.git.GitException;
import dev.rightsizing.git.repository.GitRepository.Signing;
import dev.rightsizing.model.Reason;
import dev.rightsizing.testkit.git.GitProgram;
import dev.rightsizing.testkit.git.GitProgram.Result;
import dev.rightsizing.testkit.git.GitSshServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures, as git itself verifies them with gpg and ssh-keygen. */
class SigningTest {
  @TempDir Path dir;
  private Served served;

  @BeforeEach
  void start() {
    served = new Served(dir);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private String pushed(Optional<Signing> signing) throws GitException {
    GitRepository repository = served.fetched("main");
    String main = served.bare.head("main").orElseThrow();
    String made = repository.commit(draft(main, Map.of("apps/a.yaml", "a: 2\n"), signing));
    repository.push(made, "signed", Optional.empty(), false, List.of());
    return made;
  }

  private Result verify(Map<String, String> variables, String... configuration) {
    List<String> command = new java.util.ArrayList<>(List.of("git"));
    for (String setting : configuration) {
      command.addAll(List.of("-c", setting));
    }
    command.addAll(List.of("verify-commit", "-v", "signed"));
    return GitProgram.any(served.bare.dir(), new byte[0], variables, command);
  }

  @ParameterizedTest
  @CsvSource({"ed25519, ''", "ed25519, pass phrase", "rsa, ''", "ecdsa, ''"})
  void anSshSignatureIsGood(String type, String passphrase) throws Exception {
    Path key = dir.resolve("key");
    GitSshServer.keygen(key, type, passphrase);
    pushed(
        Optional.of(
            new Signing(
                Files.readAllBytes(key), Optional.of(passphrase).filter(p -> !p.isEmpty()))));
    Path signers =
        Files.writeString(
            dir.resolve("signers"),
            "rightsizing@example.com " + Files.readString(dir.resolve("key.pub")));
    Result result = verify(Map.of(), "gpg.format=ssh", "gpg.ssh.allowedSignersFile=" + signers);
    assertThat(result.output()).contains("Good \"git\" signature for rightsizing@example.com");
    assertThat(result.status()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"ed25519, ''", "rsa2048, pass phrase"})
  void anOpenPgpSignatureIsGood(String type, String passphrase) throws Exception {
    Map<String, String> gnupg = Map.of("GNUPGHOME", home());
    try {
      byte[] key = openPgp(gnupg, type, passphrase);
      Signing signing = new Signing(key, Optional.of(passphrase).filter(p -> !p.isEmpty()));
      String first = pushed(Optional.of(signing));
      Result result = verify(gnupg);
      assertThat(result.output()).contains("Good signature from \"rightsizing");
      assertThat(result.status()).isZero();
      GitRepository repository = served.fetched("main");
      String main = served.bare.head("main").orElseThrow();
      assertThat(
              repository.commit(draft(main, Map.of("apps/a.yaml", "a: 2\n"), Optional.of(signing))))
          .as("signed at the same time")
          .isEqualTo(first);
    } finally {
      GitProgram.any(dir, new byte[0], gnupg, List.of("gpgconf", "--kill", "gpg-agent"));
    }
  }

  @Test
  void aSignedCommitPassesARuleThatWantsSignatures() throws Exception {
    served.bare.requireSignatures();
    Path key = dir.resolve("key");
    GitSshServer.keygen(key, "ed25519", "");
    String made = pushed(Optional.of(new Signing(Files.readAllBytes(key), Optional.empty())));
    assertThat(served.bare.head("signed")).contains(made);
  }

  @Test
  void aKeyThatCannotBeUsedIsToldWithoutShowingIt() throws Exception {
    Path key = dir.resolve("key");
    GitSshServer.keygen(key, "ed25519", "right");
    byte[] locked = Files.readAllBytes(key);
    for (Signing wrong :
        List.of(
            new Signing(locked, Optional.of("wr0ng")),
            new Signing(locked, Optional.empty()),
            new Signing("hunter2".getBytes(StandardCharsets.UTF_8), Optional.of("wr0ng")),
            new Signing(
                "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nhunter2\n"
                    .getBytes(StandardCharsets.UTF_8),
                Optional.of("wr0ng")))) {
      GitException fault =
          fails(() -> pushed(Optional.of(wrong)), Reason.GIT_KEY_INVALID, "signing-key");
      assertThat(FaultsTest.everything(fault)).doesNotContain("hunter2", "wr0ng");
    }
  }

  /** Short, since gpg's sockets must fit into a path of 108 bytes. */
  private static String home() throws IOException {
    return Files.createTempDirectory(
            "gpg",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
        .toString();
  }

  private byte[] openPgp(Map<String, String> gnupg, String type, String passphrase) {
    String user = "rightsizing <rightsizing@example.com>";
    List<String> quiet =
        List.of("gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", passphrase);
    List<String> make = new java.util.ArrayList<>(quiet);
    // Made before the commit's time, as a key is in life.
    make.addAll(List.of("--faked-system-time", "20260101T000000"));
    make.addAll(List.of("--quick-generate-key", user, type, "sign", "never"));
    Result made = GitProgram.any(dir, new byte[0], gnupg, make);
    assertThat(made.status()).as(made.output()).isZero();
    List<String> export = new java.util.ArrayList<>(quiet);
    export.addAll(List.of("--armor", "--export-secret-keys", "rightsizing@example.com"));
    return GitProgram.any(dir, new byte[0], gnupg, export)
        .output()
        .getBytes(StandardCharsets.US_ASCII);
  }
}
