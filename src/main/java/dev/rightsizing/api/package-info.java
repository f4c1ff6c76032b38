// SPDX-License-Identifier: Apache-2.0
/**
 * The custom resources as plain beans, one package per version; here is what versions share.
 *
 * <p>Imports no other room. Open {@link dev.rightsizing.api.v1alpha1.RightSizingPolicy} first.
 */
package dev.rightsizing.api;
