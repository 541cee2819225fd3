/** The probe's pipeline in one place: targets, schedule, lines, exchanges, histograms, result. */
@NullMarked
package io.synscope.run;

import org.jspecify.annotations.NullMarked;
