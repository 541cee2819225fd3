/**
 * The answer as plain data: what text, JSON and HTML render, and nothing that they would have to
 * compute.
 */
@NullMarked
package io.synscope.report;

import org.jspecify.annotations.NullMarked;
