/**
 * What a test needs of the machine, and the printed reason when the machine does not have it.
 *
 * <p>A test that needs root, libpcap or another program is an ordinary test with one of these
 * annotations. It runs where the machine allows it; elsewhere it is skipped and says why on stdout.
 */
@NullMarked
package io.synscope.testkit.need;

import org.jspecify.annotations.NullMarked;
