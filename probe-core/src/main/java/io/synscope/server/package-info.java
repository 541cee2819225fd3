/** What the server says of itself, asked with commands that change nothing. */
@NullMarked
package io.synscope.server;

import org.jspecify.annotations.NullMarked;
