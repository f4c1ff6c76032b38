// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which cluster a person means.
 *
 * @param kubeconfig absent: what KUBECONFIG names, else ~/.kube/config, else the pod's own account
 * @param context of the kubeconfig; absent: its current one
 */
public record ClusterChoice(Optional<Path> kubeconfig, Optional<String> context) {}
