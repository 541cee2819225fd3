/** The whole checklist of an incident, run side by side within seconds and judged as one. */
@NullMarked
package io.synscope.cli.diagnose;

import org.jspecify.annotations.NullMarked;
