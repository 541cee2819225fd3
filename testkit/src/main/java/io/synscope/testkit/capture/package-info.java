/**
 * Capture files of every variant, written without a line of the code that reads them.
 *
 * <p>Tests of readers, and captures of any size for measuring.
 */
@NullMarked
package io.synscope.testkit.capture;

import org.jspecify.annotations.NullMarked;
