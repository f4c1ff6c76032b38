// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.GitException;
import dev.rightsizing.git.RepositoryUrl;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Repository;
import org.jboss.logging.Logger;

/**
 * The folder of one clone. One thread of one process changes it at a time; a clone that is made
 * anew takes its place only when it is whole.
 */
final class Clone implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Clone.class);

  private final Path dir;
  private final Path folder;
  private final Path lockFile;
  private final Clock clock;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private Repository open;

  Clone(Path folder, RepositoryUrl url, Clock clock) {
    this(folder, CloneNames.of(url), clock);
  }

  /** By the name that it has in its folder. */
  Clone(Path folder, String name, Clock clock) {
    this.folder = folder;
    this.dir = folder.resolve(name);
    this.lockFile = folder.resolve(name + ".lock");
    this.clock = clock;
  }

  /** What is done with the repository. */
  @FunctionalInterface
  interface Work<T> {
    T on(Repository repository) throws IOException, GitException;
  }

  /** What fills a new clone. */
  @FunctionalInterface
  interface Filling {
    void into(Repository repository) throws IOException, GitException;
  }

  /** Reads; empty when there is no clone yet. */
  <T> Optional<T> read(Work<T> work) throws IOException, GitException {
    if (!isOpen()) {
      lock.writeLock().lock();
      try {
        openIfThere();
      } finally {
        lock.writeLock().unlock();
      }
    }
    lock.readLock().lock();
    try {
      return open == null ? Optional.empty() : Optional.of(work.on(open));
    } finally {
      lock.readLock().unlock();
    }
  }

  private boolean isOpen() {
    lock.readLock().lock();
    try {
      return open != null;
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Changes the clone, alone.
   *
   * @param work gets the clone, and says whether it is good; when not, or when there is none, a new
   *     one is filled and takes its place
   */
  @SuppressWarnings("try") // The lock is held, not used.
  void change(Work<Boolean> work, Filling filling) throws IOException, GitException {
    Files.createDirectories(folder);
    lock.writeLock().lock();
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock ignored = channel.lock()) {
      openIfThere();
      if (open != null) {
        CloneNames.removeStale(dir);
      }
      if (open == null || !work.on(open)) {
        replace(filling);
      }
      Files.setLastModifiedTime(lockFile, FileTime.from(clock.instant()));
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void replace(Filling filling) throws IOException, GitException {
    Path fresh = Files.createTempDirectory(folder, dir.getFileName() + ".new-");
    try {
      try (Repository made = new Unpacked(fresh.toFile())) {
        made.create(true);
        filling.into(made);
      }
      close();
      if (Files.exists(dir)) {
        LOG.infof("Cloned %s anew", dir.getFileName());
        CloneNames.delete(dir);
      }
      Files.move(fresh, dir, StandardCopyOption.ATOMIC_MOVE);
      openIfThere();
    } finally {
      CloneNames.delete(fresh);
    }
  }

  /**
   * After a fetch JGit would pack the clone anew in the background, under our feet and in vain
   * where the server left files out. Clones with many packs are made anew instead.
   */
  private static final class Unpacked extends FileRepository {
    Unpacked(File dir) throws IOException {
      super(dir);
    }

    @Override
    public void autoGC(ProgressMonitor monitor) {
      // Not here.
    }
  }

  private void openIfThere() throws IOException {
    if (open == null && Files.exists(dir.resolve("HEAD"))) {
      open = new Unpacked(dir.toFile());
    }
  }

  /** Removes it when nobody has fetched into it since. */
  boolean removeUnusedSince(Instant time) throws IOException {
    if (!Files.exists(lockFile)) {
      return true;
    }
    lock.writeLock().lock();
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      if (free == null || Files.getLastModifiedTime(lockFile).toInstant().isAfter(time)) {
        return false;
      }
      close();
      CloneNames.delete(dir);
      Files.deleteIfExists(lockFile);
      return true;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Notes that a policy uses it, so that it is not removed. */
  void used() throws IOException {
    if (Files.exists(lockFile)) {
      Files.setLastModifiedTime(lockFile, FileTime.from(clock.instant()));
    }
  }

  /** Closes its files. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (open != null) {
        open.close();
        open = null;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
