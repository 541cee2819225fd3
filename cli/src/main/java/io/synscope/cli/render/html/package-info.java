/**
 * A report as one self-contained HTML file: pictures first, words and tables below, nothing
 * fetched.
 *
 * <p>The pictures are plain SVG drawn here from the report; the page's script only sorts, filters
 * and shows hover details, so that the file says the same on paper and with scripts switched off.
 */
@NullMarked
package io.synscope.cli.render.html;

import org.jspecify.annotations.NullMarked;
