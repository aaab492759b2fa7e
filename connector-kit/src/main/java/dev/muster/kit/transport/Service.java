package dev.muster.kit.transport;

import dev.muster.kit.answer.Answer;
import dev.muster.kit.answer.Words;
import org.jspecify.annotations.Nullable;

/// Who is asked: as sentences name it, and by which headers it tells of itself.
///
/// @param name      `Acme`
/// @param check     what a person can look at when somebody else seems to answer in its place
/// @param requestId header that holds its own id of a request, for its support
/// @param limits    headers that tell of its rate limit
public record Service(String name, String check, String requestId, RateHeaders limits) {
    private static final int LONGEST_ID = 80;

    /// Another host of the same service.
    public Service named(String other) {
        return new Service(other, check, requestId, limits);
    }

    /// The id of the request that was answered; none when it tells none.
    public @Nullable String requestId(Answer answer) {
        return answer.headers()
                .firstValue(requestId)
                .map(id -> Words.brief(id, LONGEST_ID))
                .orElse(null);
    }
}
