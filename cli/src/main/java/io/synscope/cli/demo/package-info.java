/**
 * What the demonstration needs where there is no Redis: a small server on loopback, and a capture
 * from a laboratory.
 */
@NullMarked
package io.synscope.cli.demo;

import org.jspecify.annotations.NullMarked;
