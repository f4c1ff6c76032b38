// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.notice.kubernetes;

/** Is notified of the outcome of Events. */
public interface EventListener {

  /** Hears nothing. */
  EventListener NONE =
      new EventListener() {
        @Override
        public void written() {}

        @Override
        public void refused() {}
      };

  /** An Event was created, or counted up, or was there already. */
  void written();

  /** The API server did not take one, or could not be asked. */
  void refused();
}
