// SPDX-License-Identifier: Apache-2.0
/**
 * Writes changes to the API server: resizes of pods, sizes of templates and targets of autoscalers.
 * Every write is checked against what is there, names who wants it in an annotation, and leaves one
 * line in the audit log.
 *
 * <p>Open {@link dev.rightsizing.apply.kubernetes.KubernetesActuator} first.
 */
package dev.rightsizing.apply.kubernetes;
