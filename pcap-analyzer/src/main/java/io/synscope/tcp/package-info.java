/**
 * What each side of a connection did, in the words of RFC 9293: trackers that record facts and
 * judge nothing.
 */
@NullMarked
package io.synscope.tcp;

import org.jspecify.annotations.NullMarked;
