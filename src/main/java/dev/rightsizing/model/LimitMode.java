// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/** How a limit follows a request. */
public enum LimitMode {
  /** The ratio of limit to request stays. */
  KEEP("Keep"),
  /** No limit. */
  NONE("None"),
  /** The limit is the request. */
  EQUAL_REQUEST("EqualRequest"),
  /** For CPU: the limit under which past throttled periods would have stayed under 1 %. */
  NO_THROTTLE("NoThrottle");

  private final String text;

  LimitMode(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
