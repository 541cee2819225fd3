/** What the kernel counts when this host is the server's. */
@NullMarked
package io.synscope.host;

import org.jspecify.annotations.NullMarked;
