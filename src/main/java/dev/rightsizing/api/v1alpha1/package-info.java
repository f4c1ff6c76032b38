// SPDX-License-Identifier: Apache-2.0
/**
 * Version v1alpha1: the two kinds, and for each its spec and status; {@code crds/} and {@code
 * docs/reference.md} are made from these classes.
 *
 * <p>A field's description is written once, in its annotation. Enum constants are written as in a
 * manifest. A field's initial value is its default in the schema too, and a null leaves it. Fields
 * of a newer CRD are ignored. Imports no other room. Open {@link
 * dev.rightsizing.api.v1alpha1.RightSizingPolicySpec} first.
 */
package dev.rightsizing.api.v1alpha1;
