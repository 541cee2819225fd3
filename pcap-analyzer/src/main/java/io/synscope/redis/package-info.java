/**
 * What was said inside connections: requests paired with replies, where their time went, and who
 * made whom wait.
 *
 * <p>In the order in which bytes pass through: {@code Exchanges} gives every connection a {@code
 * Dialogue}, which has two directions, {@code Requests} and {@code Replies}; each knows what its
 * end speaks ({@code Tongues}), looks for a place to begin where the beginning is missing ({@code
 * Seeker}), and reads. {@code Pairing} joins what was read: its {@code Turns} are what is
 * outstanding ({@code Pending}), its {@code Modes} what the client switched, {@code Alignment}
 * decides after a hole from where on a pair is certain again. The {@code Ledger} divides the time
 * of each pair ({@code TimeSplit}, {@code RoundTrips}), the {@code Journal} adds it up; {@code
 * ServerLoop} hears all connections of a server and finds its pauses. The {@code Summary} is what
 * the report holds of it.
 */
@NullMarked
package io.synscope.redis;

import org.jspecify.annotations.NullMarked;
