// SPDX-License-Identifier: Apache-2.0
/** How a policy changes workloads: {@code spec.apply}. */
package dev.rightsizing.api.v1alpha1.policy.apply;
