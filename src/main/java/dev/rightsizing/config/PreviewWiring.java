// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.cli.CommandException;
import dev.rightsizing.cli.propose.CheckoutRepository;
import dev.rightsizing.cli.propose.Previewer;
import dev.rightsizing.cli.propose.ProposalPreviews;
import dev.rightsizing.git.AllowedUrls;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.proposal.IndexedManifests;
import dev.rightsizing.git.proposal.ProposalOrder;
import dev.rightsizing.git.proposal.ProposalPreview;
import dev.rightsizing.git.proposal.ProposalPreview.Preview;
import dev.rightsizing.git.repository.GitStorageSettings;
import dev.rightsizing.git.repository.JGitRepositories;
import dev.rightsizing.git.request.choice.RestCodeHosts;
import dev.rightsizing.git.request.http.ApiSettings;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.patch.manifest.FolderTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes what previews proposals with, for the command line. */
final class PreviewWiring implements ProposalPreviews {
  private final Clock clock;

  PreviewWiring(Clock clock) {
    this.clock = clock;
  }

  /** A person has chosen the policy, so its repository and API are allowed, and no others. */
  @Override
  public Previewer onServer(GitSettings settings) throws CommandException {
    try {
      AllowedUrls allowed =
          new AllowedUrls(
              Stream.of(settings.repository(), settings.request().apiUrl())
                  .filter(url -> !url.isEmpty())
                  .toList());
      Path folder = Files.createTempDirectory("rightsize-propose-");
      RestCodeHosts hosts = new RestCodeHosts(allowed, ApiSettings.usual(Optional.empty()), clock);
      JGitRepositories repositories =
          new JGitRepositories(GitStorageSettings.of(folder, allowed), hosts, clock);
      return new OnServer(
          new ProposalPreview(repositories, hosts, new IndexedManifests(), clock),
          repositories,
          folder);
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          "spec.git of the policy names a URL that cannot be used; correct it", e);
    } catch (IOException e) {
      throw new CommandException("no folder for a clone can be made: " + e + "; check TMPDIR", e);
    }
  }

  @Override
  public Previewer in(FolderTree checkout) {
    return new ProposalPreview(
            new CheckoutRepository(checkout),
            (repository, settings, credentials) -> Optional.empty(),
            new IndexedManifests(),
            clock)
        ::of;
  }

  /** Clones into a folder of its own, and removes that. */
  private record OnServer(ProposalPreview preview, JGitRepositories repositories, Path folder)
      implements Previewer {
    @Override
    public List<Preview> of(ProposalOrder order) throws GitException {
      return preview.of(order);
    }

    @Override
    public void close() {
      repositories.close();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(folder + " cannot be removed", e);
      }
    }
  }
}
