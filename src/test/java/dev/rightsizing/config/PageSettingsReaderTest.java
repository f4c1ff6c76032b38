// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rightsizing.web.PageSettings;
import dev.rightsizing.web.PageSettings.Authentication;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageSettingsReaderTest {

  private static PageSettings read(String... settings) {
    Map<String, String> properties = new HashMap<>();
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      properties.put("rightsizing.page." + parts[0], parts[1]);
    }
    return PageSettingsReader.read(
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withSources(new PropertiesConfigSource(properties, "test", 100))
            .withMapping(Settings.class)
            .build()
            .getConfigMapping(Settings.class)
            .page());
  }

  @Test
  void byDefaultItListensOnTheLoopbackAddressAndWantsTokens() {
    assertThat(read().address()).isEqualTo("127.0.0.1");
    assertThat(read().authentication()).isEqualTo(Authentication.TOKEN);
  }

  @Test
  void withoutSigningInItIsServedToThisMachineAlone() {
    assertThat(read("authentication=Local").authentication()).isEqualTo(Authentication.LOCAL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("authentication=Local", "address=0.0.0.0"))
        .withMessageContaining("set RIGHTSIZING_PAGE_ADDRESS=127.0.0.1");
  }

  @Test
  void aProxyMustBeRecognizable() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("authentication=Proxy"))
        .withMessageContaining("RIGHTSIZING_PAGE_TRUSTED_PROXIES");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("authentication=Proxy", "trusted-proxies=proxy.example"))
        .withMessageContaining("'proxy.example'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("authentication=Proxy", "trusted-proxies=10.0.0.0/33"))
        .withMessageContaining("10.0.0.0/33");
    assertThat(read("authentication=Proxy", "trusted-proxies=10.0.0.0/8,::1").proxy().addresses())
        .containsExactly("10.0.0.0/8", "::1");
  }

  @Test
  void aCertificateNeedsItsKeyAndBothMustBeReadable() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("certificate-file=/etc/hostname"))
        .withMessageContaining("set both or neither");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("certificate-file=/nowhere/tls.crt", "key-file=/nowhere/tls.key"))
        .withMessageContaining("/nowhere/tls.crt");
  }

  @Test
  void aPortBeyondTheLastIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("port=70000"))
        .withMessageContaining("RIGHTSIZING_PAGE_PORT is 70000");
  }
}
