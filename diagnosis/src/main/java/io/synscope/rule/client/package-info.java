/**
 * Rules for trouble that sits with the client: how it opens, uses, reads and gives up connections.
 */
@NullMarked
package io.synscope.rule.client;

import org.jspecify.annotations.NullMarked;
