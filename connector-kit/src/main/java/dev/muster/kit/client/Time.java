package dev.muster.kit.client;

import java.time.InstantSource;

/// The clock, and how waiting is done.
public record Time(InstantSource clock, Pause pause) {
    public static final Time REAL = new Time(InstantSource.system(), Pause.SLEEP);
}
