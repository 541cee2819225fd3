/**
 * What is said on an established line: TLS, HELLO and AUTH, a request, and how the answer reads.
 */
@NullMarked
package io.synscope.exchange;

import org.jspecify.annotations.NullMarked;
