// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy.git;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Who commits. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class CommitAuthor {

  @JsonPropertyDescription("Name of the author.")
  @Size(min = 1, max = 100)
  @ValidationRule(
      value = "!self.matches('[<>[:cntrl:]]')",
      message = "write a name without < and >")
  private String name = "rightsizing";

  @JsonPropertyDescription("E-mail address of the author.")
  @Size(min = 3, max = 254)
  @ValidationRule(
      value = "self.matches('^[^<>@ [:cntrl:]]+@[^<>@ [:cntrl:]]+$')",
      message = "write an e-mail address such as rightsizing@example.com")
  private String email = "rightsizing@localhost";

  public String getName() {
    return name;
  }

  public void setName(String name) {
    if (name != null) {
      this.name = name;
    }
  }

  public String getEmail() {
    return email;
  }

  public void setEmail(String email) {
    if (email != null) {
      this.email = email;
    }
  }
}
