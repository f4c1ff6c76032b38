// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * What JGit may know of its surroundings: no configuration of a user or the system, no variable of
 * Git, and so nothing that is read from or written to a home folder. JGit keeps this and its cache
 * of packs in statics; both are set here and nowhere else.
 */
final class IsolatedSystem extends SystemReader.Delegate {
  private static final int MEBI = 1 << 20;

  private IsolatedSystem(SystemReader real) {
    super(real);
  }

  /** Sets JGit up; again is harmless. */
  static synchronized void install() {
    SystemReader present = SystemReader.getInstance();
    if (present instanceof IsolatedSystem) {
      return;
    }
    SystemReader.setInstance(new IsolatedSystem(present));
    WindowCacheConfig cache = new WindowCacheConfig();
    cache.setPackedGitOpenFiles(64);
    cache.setPackedGitLimit(16L * MEBI);
    cache.setDeltaBaseCacheLimit(8 * MEBI);
    // What is larger goes through in pieces when a pack is received.
    cache.setStreamFileThreshold(4 * MEBI);
    cache.install();
  }

  @Override
  public String getenv(String variable) {
    return variable.matches("(GIT|XDG|SSH|GNUPG).*|HOME") ? null : super.getenv(variable);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new NoFile(parent, fs);
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    FileBasedConfig config = new NoFile(parent, fs);
    // JGit follows no redirect; Redirects does, once it has checked the target.
    config.setBoolean("http", null, "followRedirects", false);
    return config;
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new NoFile(parent, fs);
  }

  /** A configuration in memory. */
  private static final class NoFile extends FileBasedConfig {
    NoFile(Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {
      // There is nothing to load.
    }

    @Override
    public void save() {
      // JGit measures the file system and would note it for the next time.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
