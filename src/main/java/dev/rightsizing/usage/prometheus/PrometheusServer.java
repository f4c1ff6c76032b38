// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

/**
 * What all sources at one URL share, whatever their credentials and matchers.
 *
 * @param permits for calls at the same time
 */
record PrometheusServer(FairPermits permits) {

  PrometheusServer(PrometheusSettings.Query settings) {
    this(new FairPermits(settings.concurrency()));
  }
}
