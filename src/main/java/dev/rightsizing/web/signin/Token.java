// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.signin;

import java.util.regex.Pattern;

/** The form of a bearer token (RFC 6750), which is harmless in a header and in a cookie. */
final class Token {
  /** Browsers drop a cookie of more than 4,096 bytes, its name and attributes included. */
  static final int LONGEST_IN_COOKIE = 3_900;

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private Token() {}

  static boolean isWellFormed(String token) {
    return FORM.matcher(token).matches();
  }
}
