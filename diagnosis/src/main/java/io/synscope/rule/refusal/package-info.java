/** Rules for attempts that somebody turned down: a closed port, a firewall, a router's ICMP. */
@NullMarked
package io.synscope.rule.refusal;

import org.jspecify.annotations.NullMarked;
