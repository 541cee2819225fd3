/**
 * What only the system's libpcap can do.
 *
 * <p>Reading files needs none of it, and never loads it.
 */
@NullMarked
package io.synscope.capture.live;

import org.jspecify.annotations.NullMarked;
