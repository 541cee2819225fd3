/** Causes on the client's side, and receivers that do not read. */
@NullMarked
package io.synscope.rule.client;

import org.jspecify.annotations.NullMarked;
