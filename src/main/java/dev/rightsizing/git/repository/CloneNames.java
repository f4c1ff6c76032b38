// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.RepositoryUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What clones are called in their folder, and what may lie about in it. */
final class CloneNames {
  private static final int HEX = 24;

  private CloneNames() {}

  /** No part of the URL, which may hold anything: a hash of it. */
  static String of(RepositoryUrl url) {
    return hash(url.plain());
  }

  /** A branch's ref in the clone; flat, so that {@code a} and {@code a/b} do not collide. */
  static String ref(String branch) {
    return "refs/heads/" + hash(branch);
  }

  private static String hash(String text) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum).substring(0, HEX);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Removes what a process that was killed left in a clone: lock files would stop every later
   * change, and half a pack only takes space. The caller alone may change the clone now.
   */
  static void removeStale(Path dir) throws IOException {
    List<Path> stale;
    try (Stream<Path> files = Files.walk(dir)) {
      stale = files.filter(Files::isRegularFile).filter(CloneNames::isStale).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path file : stale) {
      Files.deleteIfExists(file);
    }
  }

  private static boolean isStale(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".lock")
        || name.startsWith("incoming_")
        || name.startsWith("noz")
        || name.startsWith("gc_")
        || name.endsWith(".keep");
  }

  /** Removes half-made clones of processes that were killed before a time. */
  static void removeHalfMade(Path folder, Instant before) throws IOException {
    List<Path> half;
    try (Stream<Path> files = Files.list(folder)) {
      half =
          files
              .filter(p -> p.getFileName().toString().contains(".new-"))
              .filter(p -> p.toFile().lastModified() < before.toEpochMilli())
              .toList();
    }
    for (Path dir : half) {
      delete(dir);
    }
  }

  /** Names of the clones in a folder. */
  static List<String> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(p -> p.getFileName().toString())
          .filter(n -> n.matches("[0-9a-f]{" + HEX + "}\\.lock"))
          .map(n -> n.substring(0, HEX))
          .toList();
    }
  }

  /** Removes a folder with all that is in it; what is gone is gone. */
  static void delete(Path dir) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(dir)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException e) {
      return;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }

  static long bytes(Path dir) {
    try (Stream<Path> files = Files.walk(dir)) {
      return files.mapToLong(p -> p.toFile().isFile() ? p.toFile().length() : 0).sum();
    } catch (IOException | UncheckedIOException e) {
      // Files come and go while a pack is received.
      return 0;
    }
  }

  /** Packs that fetches have left. */
  static int packs(Path dir) {
    String[] names = dir.resolve("objects/pack").toFile().list((d, n) -> n.endsWith(".pack"));
    return names == null ? 0 : names.length;
  }
}
