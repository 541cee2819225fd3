package io.synscope.observation;

import java.util.List;
import java.util.Optional;

/**
 * Everything that the witnesses of one run have to say.
 *
 * @param attempts connection attempts by time of their first packet
 * @param folded attempts that were only counted
 * @param names DNS questions
 * @param neighbours ARP requests
 * @param stalls times in which all connections of a server paused together
 * @param capture what the capture says about itself
 * @param declaredVantage where the user says the capture was taken
 */
public record Observations(
    List<ConnectionAttempt> attempts,
    List<FoldedAttempts> folded,
    List<NameQuery> names,
    List<NeighbourQuery> neighbours,
    List<Stall> stalls,
    CaptureFacts capture,
    Optional<Vantage> declaredVantage) {}
