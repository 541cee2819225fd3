/** Capture files of every variant, written without a line of the code that reads them. */
@NullMarked
package io.synscope.testkit.capture;

import org.jspecify.annotations.NullMarked;
