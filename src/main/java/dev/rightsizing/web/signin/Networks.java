// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.signin;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;

/** Addresses and networks, such as {@code 10.1.0.0/16}. */
public final class Networks {
  /** Digits of an address, so that no name is ever resolved. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private final List<IpSubnetFilterRule> rules;

  private Networks(List<IpSubnetFilterRule> rules) {
    this.rules = rules;
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException when one is no address or network
   */
  public static Networks parse(List<String> texts) {
    return new Networks(texts.stream().map(Networks::rule).toList());
  }

  private static IpSubnetFilterRule rule(String text) {
    String[] parts = text.strip().split("/", -1);
    try {
      if (!ADDRESS.matcher(parts[0]).matches() || parts.length > 2) {
        throw new IllegalArgumentException("no address");
      }
      InetAddress address = InetAddress.getByName(parts[0]);
      int bits = address.getAddress().length * Byte.SIZE;
      int prefix = parts.length == 2 ? Integer.parseInt(parts[1]) : bits;
      if (prefix < 0 || prefix > bits) {
        throw new IllegalArgumentException("no prefix length");
      }
      return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
    } catch (java.net.UnknownHostException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "RIGHTSIZING_PAGE_TRUSTED_PROXIES contains '"
              + text
              + "'; use addresses such as 10.1.2.3 or networks such as 10.1.0.0/16",
          e);
    }
  }

  /** Whether a peer connects from one of them. */
  boolean contain(InetSocketAddress peer) {
    return rules.stream().anyMatch(rule -> rule.matches(peer));
  }
}
