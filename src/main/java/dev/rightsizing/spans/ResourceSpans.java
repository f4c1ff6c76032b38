// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.spans;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Adds a {@link ResourceSpanProcessor} to an OpenTelemetry SDK that configures itself, once this
 * class is on its class path. An SDK in which the processor does not work is left as it is.
 */
public final class ResourceSpans implements AutoConfigurationCustomizerProvider {
  private static final Logger LOG = Logger.getLogger(ResourceSpans.class.getName());

  @Override
  public void customize(AutoConfigurationCustomizer sdk) {
    sdk.addTracerProviderCustomizer(ResourceSpans::add);
  }

  private static SdkTracerProviderBuilder add(
      SdkTracerProviderBuilder builder, ConfigProperties properties) {
    SpanSettings settings = SpanSettings.read(properties);
    if (settings.enabled()) {
      try {
        builder.addSpanProcessor(ResourceSpanProcessor.create(settings));
      } catch (LinkageError e) {
        // The processor needs a call at the end of a span that is not yet in the SDK's stable API.
        LOG.log(Level.WARNING, "this OpenTelemetry SDK does not take resource figures of spans", e);
      }
    }
    return builder;
  }
}
