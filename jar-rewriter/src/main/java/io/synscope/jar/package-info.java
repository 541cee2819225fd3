/**
 * The build's last hand on the runnable jar: what a virtual machine would link anew in every run
 * becomes plain classes, which a class-data archive keeps.
 *
 * <p>{@link io.synscope.jar.JarRewriter} is the whole of it in one place. No part of the product.
 */
@NullMarked
package io.synscope.jar;

import org.jspecify.annotations.NullMarked;
