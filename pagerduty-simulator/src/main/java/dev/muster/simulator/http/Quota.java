package dev.muster.simulator.http;

/// What a request tells of its rate limit.
///
/// @param remaining requests the window still allows, at least 0
/// @param reset     whole seconds until the window ends, at least 1
/// @param exceeded  whether this request was one too many
public record Quota(int limit, int remaining, long reset, boolean exceeded) {

    /// The answer with the headers that say so.
    public Answer on(Answer answer) {
        return answer.with("ratelimit-limit", Integer.toString(limit))
                .with("ratelimit-remaining", Integer.toString(remaining))
                .with("ratelimit-reset", Long.toString(reset));
    }
}
