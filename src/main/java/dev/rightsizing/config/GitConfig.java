// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of mode Propose. */
public interface GitConfig {

  @ConfigDescription(
      "Patterns of the repositories and APIs that policies may use in spec.git, separated by"
          + " commas, such as https://github.com/shop/*; none is allowed when empty.")
  Optional<List<String>> allowedUrls();

  @ConfigDescription("Folder of the clones, one for each repository; made when it is first needed.")
  @WithDefault("/tmp/rightsizing-git")
  String folder();

  @ConfigDescription(
      "How often each policy's requests are looked at, besides after each evaluation and each"
          + " decision.")
  @WithDefault("5m")
  Duration interval();

  @ConfigDescription(
      "Timeout to connect to a Git server or code host, and for it to go on answering.")
  @WithDefault("20s")
  Duration timeout();

  @ConfigDescription("Time limit of a whole fetch or push.")
  @WithDefault("5m")
  Duration deadline();

  @ConfigDescription(
      "Size of the largest file that is fetched and edited, such as 1Mi, at most 1Mi.")
  @WithDefault("1Mi")
  String maxFileSize();

  @ConfigDescription(
      "Size of the largest clone, such as 2Gi; a repository that needs more is refused.")
  @WithDefault("2Gi")
  String maxCloneSize();

  @ConfigDescription(
      "HTTP proxy on the way to Git servers and code hosts, such as http://proxy:3128; ssh does"
          + " not use it.")
  Optional<URI> proxy();

  @ConfigDescription(
      "Hosts that are reached without that proxy, separated by commas, such as"
          + " .svc,git.example.com.")
  Optional<List<String>> noProxy();

  @ConfigDescription("Public URL of the operator's page, for links in requests; none when empty.")
  Optional<URI> pageUrl();

  @ConfigDescription("Number of policies whose requests are worked on concurrently.")
  @WithDefault("2")
  int concurrency();

  @ConfigDescription(
      "Namespace of Argo CD, where an Application is looked for that is named without one.")
  @WithDefault("argocd")
  String argoCdNamespace();
}
