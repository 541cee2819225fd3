package io.synscope.observation;

import java.util.List;

/**
 * ARP requests for one address by one host.
 *
 * @param asker who asks
 * @param target whom it looks for
 * @param asked broadcast requests, at most 16
 * @param answered whether the target ever answered, or spoke in another way
 */
public record NeighbourQuery(Address asker, Address target, List<Moment> asked, boolean answered) {}
