/**
 * How long things took: histograms by phase, target and clock, their quantiles, and how sure those
 * are.
 */
@NullMarked
package io.synscope.latency;

import org.jspecify.annotations.NullMarked;
