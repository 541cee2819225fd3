/**
 * One attempt on the wire: its socket, its errno, the kernel's own account of it and who rejected
 * it.
 */
@NullMarked
package io.synscope.connect;

import org.jspecify.annotations.NullMarked;
