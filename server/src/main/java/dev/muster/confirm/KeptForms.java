package dev.muster.confirm;

import dev.muster.connector.Secret;
import dev.muster.secret.CannotOpen;
import dev.muster.secret.Seal;
import dev.muster.session.StoredSessions;
import dev.muster.tenant.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Forms that wait until their sender has proved who they are. The sender keeps them, sealed: a credential that was
/// typed stands in no page, and a form opens for its sender and its address alone, for [#WAITS]. Nothing of it is
/// stored, so there is no number of them to bound.
@Component
class KeptForms {
    /// As long as a session lasts in which nothing is asked.
    static final Duration WAITS = StoredSessions.IDLE;

    private final Seal seal;
    private final JsonMapper json;
    private final Clock clock;

    KeptForms(Seal seal, JsonMapper json, Clock clock) {
        this.seal = seal;
        this.json = json;
        this.clock = clock;
    }

    /// What is sealed.
    private record Kept(Instant until, Map<String, List<String>> fields) {}

    /// @param path where the form was sent to
    String keep(UserId user, String path, Map<String, String[]> fields) {
        Map<String, List<String>> sorted = new TreeMap<>();
        fields.forEach((name, values) -> sorted.put(name, List.of(values)));
        var kept = new Kept(clock.instant().plus(WAITS), sorted);
        byte[] sealed = seal.sealOfUser(user.value(), field(path), Secret.of(json.writeValueAsString(kept)));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /// The fields again; empty when nobody or somebody else kept that, or for another address, or too long
    /// ago.
    Optional<Map<String, String[]>> open(UserId user, String path, String kept) {
        try {
            Secret opened = seal.openOfUser(
                    user.value(), field(path), Base64.getUrlDecoder().decode(kept));
            Kept form = json.readValue(opened.expose(), Kept.class);
            return form.until().isAfter(clock.instant()) ? Optional.of(fields(form)) : Optional.empty();
        } catch (IllegalArgumentException | CannotOpen noneOfOurs) {
            return Optional.empty();
        }
    }

    private static Map<String, String[]> fields(Kept form) {
        Map<String, String[]> fields = new HashMap<>();
        form.fields().forEach((name, values) -> fields.put(name, values.toArray(String[]::new)));
        return fields;
    }

    private static String field(String path) {
        return "kept form " + path;
    }
}
