// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

/** A request that cannot be answered as it is. */
public final class PageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;

  /**
   * @param status of HTTP
   * @param title what happened, in a few words
   * @param message what to do next, as sentences
   */
  public PageException(int status, String title, String message) {
    super(message);
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }
}
