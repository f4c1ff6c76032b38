// SPDX-License-Identifier: Apache-2.0
/** What became of the change of a workload: {@code status.apply}. */
package dev.rightsizing.api.v1alpha1.recommendation.apply;
