// SPDX-License-Identifier: Apache-2.0
/**
 * From a kubeconfig to a client, by kubectl's rules: files are merged, tokens read, login programs
 * run, proxies chosen, keys of every kind and a server's other name taken.
 *
 * <p>May import the Kubernetes client and what commands share. Open {@link
 * dev.rightsizing.cli.kubeconfig.ClusterConnection} first.
 */
package dev.rightsizing.cli.kubeconfig;
