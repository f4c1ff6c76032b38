// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.proposal.Bound;
import java.util.Optional;

/**
 * A quantity as a file has it.
 *
 * @param amount also where it comes from an alias or merge key; empty where the file has none or it
 *     cannot be known
 * @param line where it stands, from 1; 0 where the file has none
 * @param fixed why it cannot be edited or added, and what to do; empty where it can
 */
public record PresentSize(
    Resource resource, Bound bound, Optional<Amount> amount, int line, Optional<String> fixed) {}
