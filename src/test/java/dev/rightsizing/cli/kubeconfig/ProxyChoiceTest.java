// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rightsizing.cli.CommandException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values are those of Go's http.ProxyFromEnvironment, which kubectl uses. */
class ProxyChoiceTest {
  private static Optional<URI> choose(String server, String proxyUrl, Map<String, String> variables)
      throws CommandException {
    return new ProxyChoice(variables).of(URI.create(server), Optional.ofNullable(proxyUrl));
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example.com:6443,,true",
    "https://127.0.0.1:6443,,false",
    "https://127.9.9.9:6443,,false",
    "https://localhost:6443,,false",
    "https://[::1]:6443,,false",
    "https://api.example.com:6443,*,false",
    "https://api.example.com:6443,example.com,false",
    "https://example.com:6443,example.com,false",
    "https://example.com:6443,.example.com,true",
    "https://api.example.com:6443,.example.com,false",
    "https://api.example.com:6443,*.example.com,false",
    "https://notexample.com:6443,example.com,true",
    "https://API.example.com:6443,api.EXAMPLE.com,false",
    "https://api.example.com:6443,'other.org, example.com',false",
    "https://api.example.com:6443,api.example.com:6443,false",
    "https://api.example.com:6443,api.example.com:443,true",
    "https://10.1.2.3:6443,10.0.0.0/8,false",
    "https://11.1.2.3:6443,10.0.0.0/8,true",
    "https://10.1.2.3:6443,10.1.2.3,false",
    "https://[fd00::1]:6443,fd00::/8,false",
    "https://[fd00::1]:6443,[fd00::1]:6443,false",
    "https://10.1.2.3:6443,10.0.0.0/nonsense,true"
  })
  void anEnvironmentsProxyIsUsedAsGoDoes(String server, String noProxy, boolean used)
      throws CommandException {
    Map<String, String> variables =
        Map.of("https_proxy", "proxy.example.org:3128", "NO_PROXY", noProxy == null ? "" : noProxy);
    assertThat(choose(server, null, variables))
        .isEqualTo(
            used ? Optional.of(URI.create("http://proxy.example.org:3128")) : Optional.empty());
  }

  @Test
  void aKubeconfigsProxyCountsWhateverTheEnvironmentSays() throws CommandException {
    Map<String, String> variables = Map.of("NO_PROXY", "*", "HTTPS_PROXY", "http://other:1");
    assertThat(choose("https://127.0.0.1:6443", "socks5://bastion", variables))
        .contains(URI.create("socks5://bastion:1080"));
    assertThat(choose("https://a.example.org", "http://u:p@bastion:3128/", variables))
        .contains(URI.create("http://u:p@bastion:3128"));
  }

  @Test
  void aServerWithoutTlsHasAProxyOfItsOwn() throws CommandException {
    Map<String, String> variables = Map.of("HTTPS_PROXY", "http://tls:1", "HTTP_PROXY", "plain");
    assertThat(choose("http://a.example.org", null, variables))
        .contains(URI.create("http://plain:80"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://u:s3cret@proxy:1",
        "ftp://u:s3cret@proxy",
        "u:s3cret",
        "http://u:s3cret@"
      })
  void aProxyThatCannotBeUsedIsRefusedWithoutItsPassword(String proxy) {
    assertThatThrownBy(() -> choose("https://a.example.org", proxy, Map.of()))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("proxy-url")
        .hasMessageContaining("; write http://HOST:PORT")
        .hasMessageNotContaining("s3cret");
  }
}
