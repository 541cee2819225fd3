/**
 * The three streams of a process, what stands at their other ends, and what may be written there.
 */
@NullMarked
package io.synscope.cli.terminal;

import org.jspecify.annotations.NullMarked;
