// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.signin;

import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.Identity;
import dev.rightsizing.web.PageRequest;
import dev.rightsizing.web.PageSettings.Proxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * By the headers of a proxy that authenticated the person. They count only from a trusted address
 * and, where a secret is set, together with it; from anywhere else they are refused, because anyone
 * can write them. A bearer token that the proxy passes on is checked by the API server.
 */
public final class ProxySignIn implements SignIn {
  /** The header with the secret. */
  public static final String SECRET_HEADER = "X-Rightsizing-Proxy-Secret";

  private static final Logger LOG = Logger.getLogger(ProxySignIn.class);

  /** Names that the cluster gives out itself; a proxy must not make anyone one of its masters. */
  private static final String RESERVED = "system:";

  private static final String EVERYONE = "system:authenticated";

  private final Proxy proxy;
  private final Networks networks;
  private final SignIn tokens;

  /**
   * @param tokens checks a bearer token
   */
  public ProxySignIn(Proxy proxy, SignIn tokens) {
    this.proxy = proxy;
    this.networks = Networks.parse(proxy.addresses());
    this.tokens = tokens;
  }

  @Override
  public Result check(PageRequest request) throws AccessException {
    Optional<String> user = request.header(proxy.userHeader()).map(String::strip);
    if (user.isEmpty() || user.get().isEmpty()) {
      return TokenSignIn.bearer(request).isPresent()
          ? tokens.check(request)
          : new Result.Refused(
              "The request names no user. Open the page through the proxy that signs people in; it"
                  + " must send the header "
                  + proxy.userHeader()
                  + " or a bearer token.");
    }
    if (request.headers().get(proxy.userHeader().toLowerCase(Locale.ROOT)).size() > 1) {
      return new Result.Refused(
          "The request has the header "
              + proxy.userHeader()
              + " twice. The proxy must remove what the client sends.");
    }
    if (!isTrusted(request)) {
      LOG.warnf(
          "refused %s from %s, which is not the trusted proxy",
          proxy.userHeader(), request.peer().getAddress().getHostAddress());
      return new Result.Refused(
          "The request names a user but does not come from a trusted proxy. Check"
              + " RIGHTSIZING_PAGE_TRUSTED_PROXIES and RIGHTSIZING_PAGE_PROXY_SECRET_FILE.");
    }
    if (user.get().startsWith(RESERVED)) {
      return new Result.Refused(
          "The proxy names a user with the reserved prefix " + RESERVED + ".");
    }
    return new Result.Known(Identity.of(user.get(), groups(request)));
  }

  private boolean isTrusted(PageRequest request) {
    return (proxy.addresses().isEmpty() || networks.contain(request.peer()))
        && (proxy.secretFile().isEmpty() || knowsSecret(request, proxy.secretFile().get()));
  }

  private static boolean knowsSecret(PageRequest request, Path file) {
    try {
      String secret = Files.readString(file).strip();
      return !secret.isEmpty()
          && MessageDigest.isEqual(
              secret.getBytes(StandardCharsets.UTF_8),
              request.header(SECRET_HEADER).orElse("").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.warnf("the proxy's secret %s cannot be read, so its headers are refused", file);
      return false;
    }
  }

  private Set<String> groups(PageRequest request) {
    return Stream.concat(
            Stream.of(EVERYONE),
            request.header(proxy.groupsHeader()).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .filter(group -> !group.isEmpty() && !group.startsWith(RESERVED)))
        .collect(Collectors.toSet());
  }
}
