package dev.muster.kit.client;

import java.time.Duration;

/// How a service is treated, for one run.
///
/// @param share    part of the rate limit to use, above 0.0 and at most 1.0; the rest is left to other tools
/// @param inFlight requests under way at once, 1 or more
/// @param retries  further attempts after a passing trouble (408, 5xx, broken connection), 0 or more
/// @param patience how long one request may be made to wait by 429 in all
public record Manners(double share, int inFlight, int retries, Duration patience) {
    public static final Manners DEFAULT = new Manners(0.8, 4, 4, Duration.ofMinutes(10));

    /// @param other above 0.0 and at most 1.0
    public Manners withShare(double other) {
        return new Manners(other, inFlight, retries, patience);
    }

    public Manners {
        require(share > 0 && share <= 1, "The share of the rate limit goes from above 0.0 to 1.0");
        require(inFlight >= 1, "At least one request must be in flight");
        require(retries >= 0, "The number of retries cannot be negative");
        require(!patience.isNegative(), "Patience cannot be negative");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
