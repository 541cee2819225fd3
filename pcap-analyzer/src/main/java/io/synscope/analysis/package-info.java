/** The whole pipeline in one place: packets in, observations and a report out. */
@NullMarked
package io.synscope.analysis;

import org.jspecify.annotations.NullMarked;
