/**
 * Rules for what the network does to packets: swallows by size, loses, reorders, doubles, cuts,
 * forges and rebinds.
 */
@NullMarked
package io.synscope.rule.path;

import org.jspecify.annotations.NullMarked;
