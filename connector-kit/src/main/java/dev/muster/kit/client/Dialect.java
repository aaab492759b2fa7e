package dev.muster.kit.client;

import dev.muster.kit.answer.Answer;
import dev.muster.kit.answer.Json;
import dev.muster.kit.transport.Service;
import java.util.Map;
import java.util.function.UnaryOperator;

/// How the API of one service is spoken to, where services differ.
///
/// @param service  who is asked
/// @param headers  sent with every request, besides the authorization
/// @param bucket   the rate limit a path with its query counts against: the endpoint that has its own, empty for the
///                 one that all others share
/// @param refusals reads what it says about its refusals
public record Dialect(Service service, Map<String, String> headers, UnaryOperator<String> bucket, Refusals refusals) {

    public Dialect {
        headers = Map.copyOf(headers);
    }

    /// Reads what a service says about its refusals.
    @FunctionalInterface
    public interface Refusals {
        /// In one line; empty when it says nothing. Never fails.
        String words(Answer answer, Json json);
    }
}
