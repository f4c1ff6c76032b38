// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.kubeconfig;

import dev.rightsizing.cli.CommandException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Through which proxy a server is reached, by the rules of Go and so of kubectl: a kubeconfig's
 * {@code proxy-url} always counts, the environment's proxy never for loopback addresses and what
 * NO_PROXY names.
 */
final class ProxyChoice {
  private static final Map<String, Integer> PORTS = Map.of("http", 80, "socks5", 1080);

  private final Map<String, String> environment;

  ProxyChoice(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The proxy with its port, and with user and password where it names them.
   *
   * @param proxyUrl of the kubeconfig
   * @throws CommandException for a proxy that cannot be used; says nothing of its password
   */
  Optional<URI> of(URI server, Optional<String> proxyUrl) throws CommandException {
    if (proxyUrl.isPresent()) {
      return Optional.of(proxy(proxyUrl.get(), "the kubeconfig's proxy-url"));
    }
    String variable = server.getScheme().equals("https") ? "HTTPS_PROXY" : "HTTP_PROXY";
    Optional<String> named = variable(variable);
    if (named.isEmpty() || isDirect(server)) {
      return Optional.empty();
    }
    String text = named.get().contains("://") ? named.get() : "http://" + named.get();
    return Optional.of(proxy(text, variable));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(text -> !text.isBlank())
        .or(() -> Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT))))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static URI proxy(String text, String from) throws CommandException {
    try {
      URI uri = new URI(text);
      String scheme =
          String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT).replace("socks5h", "socks5");
      if (uri.getHost() != null && PORTS.containsKey(scheme)) {
        int port = uri.getPort() < 0 ? PORTS.get(scheme) : uri.getPort();
        return new URI(scheme, uri.getUserInfo(), uri.getHost(), port, null, null, null);
      }
    } catch (URISyntaxException e) {
      // Its message repeats the text, which may hold a password.
      throw refused(from);
    }
    throw refused(from);
  }

  private static CommandException refused(String from) {
    return new CommandException(
        from + " is not a proxy's URL; write http://HOST:PORT or socks5://HOST:PORT");
  }

  private boolean isDirect(URI server) {
    String host = bare(server.getHost());
    Optional<InetAddress> address = literal(host);
    if (host.equals("localhost") || address.filter(InetAddress::isLoopbackAddress).isPresent()) {
      return true;
    }
    for (String entry : variable("NO_PROXY").orElse("").split(",", -1)) {
      if (names(entry.strip().toLowerCase(Locale.ROOT), host, port(server), address)) {
        return true;
      }
    }
    return false;
  }

  private static int port(URI server) {
    return server.getPort() >= 0 ? server.getPort() : server.getScheme().equals("https") ? 443 : 80;
  }

  private static boolean names(String entry, String host, int port, Optional<InetAddress> address) {
    if (entry.isEmpty() || entry.equals("*")) {
      return !entry.isEmpty();
    }
    if (entry.contains("/")) {
      return address.isPresent() && isWithin(entry, address.get());
    }
    String name = entry;
    if (entry.matches("(\\[.*]|[^:]*):[0-9]+")) {
      int colon = entry.lastIndexOf(':');
      if (!entry.substring(colon + 1).equals(Integer.toString(port))) {
        return false;
      }
      name = entry.substring(0, colon);
    }
    name = bare(name);
    if (address.isPresent()) {
      return literal(name).equals(address);
    }
    String domain = name.replaceFirst("^\\*?\\.", "");
    return host.endsWith("." + domain) || host.equals(domain) && domain.length() == name.length();
  }

  /** Whether an address is of a network such as 10.0.0.0/8. */
  private static boolean isWithin(String network, InetAddress address) {
    int slash = network.indexOf('/');
    Optional<InetAddress> first = literal(bare(network.substring(0, slash)));
    String length = network.substring(slash + 1);
    if (first.isEmpty() || !length.matches("[0-9]{1,3}")) {
      return false;
    }
    byte[] one = first.get().getAddress();
    byte[] other = address.getAddress();
    int host = one.length * Byte.SIZE - Integer.parseInt(length);
    return one.length == other.length
        && host >= 0
        && new BigInteger(1, one)
            .shiftRight(host)
            .equals(new BigInteger(1, other).shiftRight(host));
  }

  private static String bare(String host) {
    return host.toLowerCase(Locale.ROOT).replaceFirst("^\\[(.*)]$", "$1");
  }

  /** An address that is written as such; a name is never looked up. */
  private static Optional<InetAddress> literal(String host) {
    if (!host.contains(":") && !host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
