// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** Where usage is read, for a policy that does not use the operator's own source. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class PrometheusSource {

  @JsonPropertyDescription(
      "Base URL of a Prometheus-compatible API, such as http://prometheus.monitoring:9090; the operator's own source when absent.")
  @Size(min = 1, max = 2048)
  @ValidationRule(
      value = "self.matches('^https?://[^/?#@\\\\s]+')",
      message =
          "write a URL that starts with http:// or https:// and names a host, such as http://prometheus.monitoring:9090; credentials belong in authSecret, not in the URL")
  @ValidationRule(
      value = "!self.matches('^https?://[^/]*@') && !self.matches('[?#\\\\s]')",
      message =
          "write the base URL alone: no user:password@ (credentials belong in authSecret), no query, no fragment")
  private String url;

  @JsonPropertyDescription(
      "Secret in the policy's namespace with the credentials: token, or username and"
          + " password; optionally ca.crt and header.<Name>.")
  private SecretName authSecret;

  @JsonPropertyDescription("Label matchers that are added to every query, such as cluster: prod-1.")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Size(max = 16)
  @ValidationRule(
      value = "self.all(name, name.matches('^[a-zA-Z_][a-zA-Z0-9_]*$') && !name.startsWith('__'))",
      message =
          "write a Prometheus label name such as cluster: letters, digits and _, not starting with a digit or __")
  private Map<String, String> matchers = Map.of();

  public String getUrl() {
    return url;
  }

  public void setUrl(String url) {
    this.url = url;
  }

  public SecretName getAuthSecret() {
    return authSecret;
  }

  public void setAuthSecret(SecretName authSecret) {
    this.authSecret = authSecret;
  }

  public Map<String, String> getMatchers() {
    return matchers;
  }

  public void setMatchers(Map<String, String> matchers) {
    if (matchers != null) {
      this.matchers = matchers;
    }
  }

  /** Names a Secret of the policy's namespace. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public static class SecretName {

    @JsonPropertyDescription("Name of the Secret.")
    @Required
    @Size(min = 1, max = 253)
    @Pattern(Formats.DNS_SUBDOMAIN)
    private String name;

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }
  }
}
