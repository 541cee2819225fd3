package io.synscope.observation;

/** What one kind of witness saw of an attempt. */
public sealed interface Sight permits WireSight, SocketSight {}
