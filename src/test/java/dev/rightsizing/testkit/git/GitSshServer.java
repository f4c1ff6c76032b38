// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** OpenSSH's sshd on a free port of localhost, as the user who runs the tests. */
public final class GitSshServer implements AutoCloseable {
  private final Path dir;
  private final Path root;
  private final int port;
  private final Process process;

  private GitSshServer(Path dir, Path root, int port, Process process) {
    this.dir = dir;
    this.root = root;
    this.port = port;
    this.process = process;
  }

  /**
   * Serves repositories below a folder.
   *
   * @param dir an empty folder for keys and configuration
   */
  public static GitSshServer start(Path dir, Path root) {
    try {
      keygen(dir.resolve("host"), "ed25519", "");
      keygen(dir.resolve("client"), "ed25519", "");
      Files.copy(dir.resolve("client.pub"), dir.resolve("authorized_keys"));
      int port = freePort();
      Path config =
          Files.writeString(
              dir.resolve("sshd_config"),
              """
              ListenAddress 127.0.0.1
              Port %d
              HostKey %s
              AuthorizedKeysFile %s
              PidFile none
              StrictModes no
              UsePAM no
              PasswordAuthentication no
              PermitRootLogin prohibit-password
              AcceptEnv GIT_PROTOCOL
              """
                  .formatted(port, dir.resolve("host"), dir.resolve("authorized_keys")));
      if (System.getProperty("user.name").equals("root")) {
        // Where sshd of a root gives up its rights; distributions make it at boot.
        Files.createDirectories(Path.of("/run/sshd"));
      }
      Process process =
          new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(dir.resolve("log").toFile())
              .start();
      GitSshServer made = new GitSshServer(dir, root, port, process);
      made.awaitListening();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes an OpenSSH key pair {@code file} and {@code file.pub}. */
  public static void keygen(Path file, String type, String passphrase) {
    GitProgram.Result result =
        GitProgram.any(
            file.getParent(),
            new byte[0],
            Map.of(),
            List.of(
                "ssh-keygen",
                "-q",
                "-t",
                type,
                "-N",
                passphrase,
                "-C",
                "test",
                "-f",
                file.toString()));
    if (result.status() != 0) {
      throw new IllegalStateException(result.output());
    }
  }

  public String url(String name) {
    return "ssh://"
        + System.getProperty("user.name")
        + "@127.0.0.1:"
        + port
        + root.toAbsolutePath().resolve(name + ".git");
  }

  public int port() {
    return port;
  }

  /** The key that may log in. */
  public String clientKey() {
    return read("client");
  }

  /** The line of known_hosts that this server's key matches. */
  public String knownHosts() {
    return "[127.0.0.1]:" + port + " " + read("host.pub");
  }

  /** Lets another public key in, beside the first. */
  public void authorize(String publicKey) {
    try {
      Files.writeString(dir.resolve("authorized_keys"), read("authorized_keys") + publicKey);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What sshd wrote. */
  public String log() {
    return read("log");
  }

  private String read(String name) {
    try {
      return Files.readString(dir.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitListening() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(
            () -> {
              try (Socket socket = new Socket("127.0.0.1", port)) {
                return socket.isConnected();
              }
            });
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
