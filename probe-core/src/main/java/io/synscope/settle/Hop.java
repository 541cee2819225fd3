package io.synscope.settle;

import io.synscope.observation.Address;
import java.util.Optional;

/**
 * What became of the SYN that could live for so many hops.
 *
 * @param number its hop limit
 * @param router who reported that it ran out of hops
 * @param answered whether SYN-ACK or RST came back
 */
record Hop(int number, Optional<Address> router, boolean answered) {}
