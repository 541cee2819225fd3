/**
 * Facts without verdicts: what one witness saw of connection attempts, with its vantage and its
 * clock.
 *
 * <p>Both witnesses, the probe and the capture analyzer, write these; only rules read meaning into
 * them. Times are nanoseconds since 1970-01-01 UTC, durations are nanoseconds; a time that was
 * never seen is {@link Moment#NEVER}.
 */
@NullMarked
package io.synscope.observation;

import org.jspecify.annotations.NullMarked;
