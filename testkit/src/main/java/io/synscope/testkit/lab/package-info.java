/**
 * A small network of its own for a test: namespaces, links, firewalls and servers that it makes and
 * removes.
 *
 * <p>Nothing of it touches the host's network. Programs are ended by the process that was started,
 * never by name.
 */
@NullMarked
package io.synscope.testkit.lab;

import org.jspecify.annotations.NullMarked;
