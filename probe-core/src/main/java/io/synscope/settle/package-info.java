/** Harmless tests after a run that tell its look-alikes apart. */
@NullMarked
package io.synscope.settle;

import org.jspecify.annotations.NullMarked;
