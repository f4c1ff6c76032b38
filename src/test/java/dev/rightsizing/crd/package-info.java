// SPDX-License-Identifier: Apache-2.0
/** Makes crds/ and the generated pages of docs/ and holds them fresh. Open CrdFiles first. */
package dev.rightsizing.crd;
