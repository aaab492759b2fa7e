package dev.muster.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.Map;

/// The generated client with a token, and one of each of its parts: each part keeps connections of its own.
final class Caller {
    private final ApiClient client;
    private final Map<Class<?>, Object> parts = new HashMap<>();

    /// @param address of the server: `http://127.0.0.1:8080`
    /// @param mapper  reads what is answered
    Caller(String address, String token, ObjectMapper mapper) {
        client = new ApiClient(HttpClient.newBuilder(), mapper, address)
                .setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
    }

    ApiClient client() {
        return client;
    }

    /// @throws ReflectiveOperationException when it is no part of the client
    Object of(Class<?> part) throws ReflectiveOperationException {
        Object known = parts.get(part);
        if (known == null) {
            known = part.getConstructor(ApiClient.class).newInstance(client);
            parts.put(part, known);
        }
        return known;
    }
}
