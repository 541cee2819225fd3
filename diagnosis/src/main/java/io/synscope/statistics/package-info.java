/** Small exact statistics that rules weigh evidence with: shares, runs, separation, regularity. */
@NullMarked
package io.synscope.statistics;

import org.jspecify.annotations.NullMarked;
