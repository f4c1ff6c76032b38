// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import java.net.URI;

/**
 * What all sources at one URL share, whatever their credentials and matchers.
 *
 * @param permits for calls at the same time
 * @param compression of answers
 */
record PrometheusServer(FairPermits permits, CompressionChoice compression) {

  PrometheusServer(URI url, PrometheusSettings.Query settings) {
    this(
        new FairPermits(settings.concurrency()),
        new CompressionChoice(url.toString(), settings.compression()));
  }
}
