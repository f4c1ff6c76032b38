// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import java.util.List;

/**
 * What surrounds every page.
 *
 * @param styles paths of style sheets
 * @param scripts paths of scripts
 * @param person name of who is signed in; empty when nobody is
 * @param canSignOut whether there is a session to end
 * @param csrf what forms repeat
 * @param entries of the navigation
 * @param notice what every page must say now, such as that its data are old; empty when nothing
 */
public record Frame(
    List<String> styles,
    List<String> scripts,
    String person,
    boolean canSignOut,
    String csrf,
    List<Entry> entries,
    String notice) {

  /** A link of the navigation. */
  public record Entry(String path, String title, boolean current) {}
}
