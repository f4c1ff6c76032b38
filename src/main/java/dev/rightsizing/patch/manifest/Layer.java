// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.patch.index.KustomizationFacts.PatchList;
import java.util.Optional;

/**
 * What says a container's sizes on the way of a manifest to the cluster: a patch, or the manifest.
 *
 * @param own whether a change in it is a change for this workload in this overlay alone
 * @param list that the patch is in; empty: the manifest
 * @param how for people
 * @param certain whether the container that it is about is known; a JSON patch names a position
 */
record Layer(Place place, boolean own, Optional<PatchList> list, String how, boolean certain) {}
