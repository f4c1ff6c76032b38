// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.listing;

import dev.rightsizing.api.v1alpha1.recommendation.risk.RiskLevel;
import dev.rightsizing.cli.terminal.Cell;
import dev.rightsizing.cli.terminal.Style;

/** How a risk level is shown and ordered, the same in every table. */
final class RiskColumn {
  /** How many there are. */
  static final int LEVELS = 5;

  private RiskColumn() {}

  static Cell cell(RiskLevel level) {
    return new Cell(
        level.name(),
        switch (level) {
          case None -> Style.GOOD;
          case Warning -> Style.WARNING;
          case Critical -> Style.CRITICAL;
          case Emergency -> Style.EMERGENCY;
          case Unknown -> Style.FAINT;
        });
  }

  /** The worst has the greatest; what is not known is worse than none and better than a warning. */
  static int rank(RiskLevel level) {
    return switch (level) {
      case None -> 0;
      case Unknown -> 1;
      case Warning -> 2;
      case Critical -> 3;
      case Emergency -> 4;
    };
  }
}
