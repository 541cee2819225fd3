/**
 * The RESP2 and RESP3 grammar, bytes to tokens and values, tolerant of holes, and the commands that
 * may be said in it.
 */
@NullMarked
package io.synscope.resp;

import org.jspecify.annotations.NullMarked;
