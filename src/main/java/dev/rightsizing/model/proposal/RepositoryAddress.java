// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.proposal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which repository a URL is of: the same one has a URL for https, one for ssh and one in the form
 * that scp uses, each with or without {@code .git}, a user and a slash at its end.
 *
 * @param scheme in lower case; {@code ssh} for the form that scp uses
 * @param host in lower case; empty for a path of this machine
 * @param port -1 for the scheme's own
 * @param path without slashes around it and without {@code .git}
 */
public record RepositoryAddress(String scheme, String host, int port, String path) {
  private static final Pattern SCP =
      Pattern.compile("(?:[^/@:]+@)?(?<host>[^/@:]+):(?<path>/?[^/].*)");
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int SSH = 22;

  /** Hosts that take ssh under another name, where port 22 is closed. */
  private static final String GITHUB_SSH = "ssh.github.com";

  private static final String GITLAB_SSH = "altssh.gitlab.com";

  /** Reads a URL; empty for what is none. */
  public static Optional<RepositoryAddress> of(String url) {
    String text = url.strip();
    if (!text.contains("://")) {
      Matcher scp = SCP.matcher(text);
      return scp.matches()
          ? Optional.of(
              new RepositoryAddress("ssh", host(scp.group("host")), -1, path(scp.group("path"))))
          : Optional.empty();
    }
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      String host = uri.getHost() == null ? "" : host(uri.getHost());
      String path = path(uri.getPath() == null ? "" : uri.getPath());
      if (path.isEmpty() || host.isEmpty() && !scheme.equals("file")) {
        return Optional.empty();
      }
      return Optional.of(new RepositoryAddress(plain(scheme), host, port(scheme, uri), path));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Whether two URLs are of one repository. What is no URL is the same as nothing. */
  public static boolean same(String one, String other) {
    Optional<RepositoryAddress> first = of(one);
    return first.isPresent() && of(other).filter(first.get()::isSameAs).isPresent();
  }

  /** Ports are compared within a scheme alone: a host serves https and ssh on different ones. */
  private boolean isSameAs(RepositoryAddress other) {
    return host.equals(other.host)
        && path.equals(other.path)
        && (!scheme.equals(other.scheme) || port == other.port);
  }

  private static String plain(String scheme) {
    return scheme.equals("git+ssh") || scheme.equals("ssh+git") ? "ssh" : scheme;
  }

  private static int port(String scheme, URI uri) {
    int usual =
        switch (plain(scheme)) {
          case "http" -> HTTP;
          case "https" -> HTTPS;
          case "ssh" -> SSH;
          default -> -1;
        };
    boolean alias = uri.getHost() != null && isAlias(uri.getHost());
    return alias || uri.getPort() == usual ? -1 : uri.getPort();
  }

  private static boolean isAlias(String host) {
    return host.equalsIgnoreCase(GITHUB_SSH) || host.equalsIgnoreCase(GITLAB_SSH);
  }

  private static String host(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case GITHUB_SSH -> "github.com";
      case GITLAB_SSH -> "gitlab.com";
      default -> lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    };
  }

  private static String path(String path) {
    String bare = path.replaceAll("/+", "/").replaceAll("^/|/$", "");
    return bare.endsWith(".git") ? bare.substring(0, bare.length() - ".git".length()) : bare;
  }
}
