/**
 * Frames to connections in bounded memory: which flow a packet belongs to, and which packets were
 * captured twice.
 */
@NullMarked
package io.synscope.flow;

import org.jspecify.annotations.NullMarked;
