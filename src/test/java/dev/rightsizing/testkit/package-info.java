// SPDX-License-Identifier: Apache-2.0
/**
 * What tests of several rooms share: a real API server and fakes of the ports.
 *
 * <p>Open {@link dev.rightsizing.testkit.LocalApiServer} for tests with a server, {@link
 * dev.rightsizing.testkit.FakeWorkloadSource} for those without.
 */
package dev.rightsizing.testkit;
