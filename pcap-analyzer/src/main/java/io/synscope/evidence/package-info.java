/**
 * Evidence that a person can follow: the packets behind a finding as a ladder, and as a small
 * capture of their own.
 *
 * <p>Read in a second pass over the same files, so that the analysis itself need not keep packets.
 */
@NullMarked
package io.synscope.evidence;

import org.jspecify.annotations.NullMarked;
