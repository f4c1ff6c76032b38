// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Style sheets and scripts, ours and those of the web jars that the build pins. */
public final class Assets {
  /** Under which all are served. */
  public static final String PREFIX = "/assets/";

  private static final String OURS = "/dev/rightsizing/html/assets/";
  private static final String LIBRARIES = "/META-INF/resources/webjars/";
  private static final String CSS = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private final Map<String, Asset> byName = new LinkedHashMap<>();
  private final Map<String, Asset> byPath = new LinkedHashMap<>();

  /**
   * Reads all of them.
   *
   * @param libraries the web jars' files under {@code META-INF/resources/webjars}
   */
  public Assets(List<String> ours, List<String> libraries) {
    ours.forEach(name -> add(name, OURS + name));
    libraries.forEach(path -> add(path.substring(path.lastIndexOf('/') + 1), LIBRARIES + path));
  }

  private void add(String name, String resource) {
    byte[] content = read(resource);
    Asset asset =
        new Asset(
            name,
            name.endsWith(".css") ? CSS : SCRIPT,
            PREFIX + hash(content) + "/" + name,
            content);
    byName.put(name, asset);
    byPath.put(asset.path(), asset);
  }

  /** What is served under a path; empty when nothing is. */
  public Optional<Asset> at(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /**
   * An asset by its file name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Asset named(String name) {
    Asset asset = byName.get(name);
    if (asset == null) {
      throw new IllegalArgumentException(
          "there is no asset " + name + "; there are " + byName.keySet());
    }
    return asset;
  }

  /** The path of an asset, for templates. */
  public String url(String name) {
    return named(name).path();
  }

  private static byte[] read(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
