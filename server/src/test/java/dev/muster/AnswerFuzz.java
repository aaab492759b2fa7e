package dev.muster;

import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Answer;
import dev.muster.kit.answer.Bounds;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.answer.Json;
import dev.muster.kit.answer.Malformed;
import java.net.http.HttpHeaders;
import java.util.Map;

/// What applications answer when they are read.
public final class AnswerFuzz {
    private static final Json JSON = new Json(Bounds.DEFAULT);
    private static final Allowed FIELDS =
            Allowed.of("users.id", "users.name", "users.teams.id", "users.role", "more", "offset");
    private static final HttpHeaders NONE = HttpHeaders.of(Map.of(), (name, value) -> true);

    private AnswerFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Fields fields = JSON.read(new Answer(200, NONE, input), json -> Fields.read(json, FIELDS));
            fields.list("users").forEach(user -> user.text("name"));
        } catch (Malformed told) {
            return;
        }
    }
}
