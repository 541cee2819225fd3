/** Rules for ends that do not speak the same language: TLS, RESP, HTTP, or a broken frame. */
@NullMarked
package io.synscope.rule.speech;

import org.jspecify.annotations.NullMarked;
