/** When each attempt is meant to start: absolute times that no slow answer can push back. */
@NullMarked
package io.synscope.schedule;

import org.jspecify.annotations.NullMarked;
