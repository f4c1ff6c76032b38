// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.web.PageSettings;
import dev.rightsizing.web.PageSettings.Authentication;
import dev.rightsizing.web.PageSettings.Proxy;
import dev.rightsizing.web.PageSettings.Tls;
import dev.rightsizing.web.signin.Networks;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The page's settings, refused where they would let in whom they should not. */
final class PageSettingsReader {
  private static final int LAST_PORT = 65_535;

  private PageSettingsReader() {}

  /**
   * What the environment says.
   *
   * @throws IllegalArgumentException with what to change
   */
  static PageSettings read(Settings.Page page) {
    if (page.port() < 0 || page.port() > LAST_PORT) {
      throw new IllegalArgumentException(
          "RIGHTSIZING_PAGE_PORT is " + page.port() + "; use a number from 0 to " + LAST_PORT);
    }
    if (page.authentication() == Authentication.LOCAL && !isLoopback(page.address())) {
      throw new IllegalArgumentException(
          "RIGHTSIZING_PAGE_AUTHENTICATION=Local would let everyone who reaches "
              + page.address()
              + " act with the operator's rights; set RIGHTSIZING_PAGE_ADDRESS=127.0.0.1, or use"
              + " Token or Proxy");
    }
    Proxy proxy =
        new Proxy(
            page.userHeader(),
            page.groupsHeader(),
            page.trustedProxies().orElse(List.of()),
            page.proxySecretFile().map(Path::of));
    Networks.parse(proxy.addresses());
    if (page.authentication() == Authentication.PROXY
        && proxy.addresses().isEmpty()
        && proxy.secretFile().isEmpty()) {
      throw new IllegalArgumentException(
          "RIGHTSIZING_PAGE_AUTHENTICATION=Proxy would believe any client's headers; set"
              + " RIGHTSIZING_PAGE_TRUSTED_PROXIES to the proxy's addresses, or"
              + " RIGHTSIZING_PAGE_PROXY_SECRET_FILE");
    }
    proxy.secretFile().ifPresent(file -> readable("RIGHTSIZING_PAGE_PROXY_SECRET_FILE", file));
    return new PageSettings(page.address(), page.port(), page.authentication(), proxy, tls(page));
  }

  private static Optional<Tls> tls(Settings.Page page) {
    if (page.certificateFile().isEmpty() && page.keyFile().isEmpty()) {
      return Optional.empty();
    }
    if (page.certificateFile().isEmpty() || page.keyFile().isEmpty()) {
      throw new IllegalArgumentException(
          "RIGHTSIZING_PAGE_CERTIFICATE_FILE and RIGHTSIZING_PAGE_KEY_FILE belong together; set"
              + " both or neither");
    }
    Tls tls = new Tls(Path.of(page.certificateFile().get()), Path.of(page.keyFile().get()));
    readable("RIGHTSIZING_PAGE_CERTIFICATE_FILE", tls.certificate());
    readable("RIGHTSIZING_PAGE_KEY_FILE", tls.key());
    return Optional.of(tls);
  }

  private static void readable(String setting, Path file) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          setting + " names " + file + ", which is not a file that can be read");
    }
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
