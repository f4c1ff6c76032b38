// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.html;

/** Files of the web jars, as {@link Assets} finds them; the build pins their versions. */
public final class Libraries {
  public static final String UPLOT_SCRIPT = "uplot/1.6.30/dist/uPlot.iife.min.js";
  public static final String UPLOT_STYLE = "uplot/1.6.30/dist/uPlot.min.css";

  private Libraries() {}
}
