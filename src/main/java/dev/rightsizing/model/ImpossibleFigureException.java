// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/**
 * A figure came out that cannot be; whoever computes it for one workload goes on with the others.
 */
public final class ImpossibleFigureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ImpossibleFigure figure;

  /**
   * @param message for people: which figure, of what
   */
  public ImpossibleFigureException(ImpossibleFigure figure, String message) {
    super(message);
    this.figure = figure;
  }

  public ImpossibleFigure figure() {
    return figure;
  }
}
