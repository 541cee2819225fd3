/**
 * Where frames come from: capture files of any kind, standard input, several files as one.
 *
 * <p>Lengths and counts in files are hostile; damage ends a file, never the analysis, and is told
 * in {@link io.synscope.capture.CaptureQuality}.
 */
@NullMarked
package io.synscope.capture;

import org.jspecify.annotations.NullMarked;
