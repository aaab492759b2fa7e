package dev.muster.confirm;

import dev.muster.connector.Secret;
import dev.muster.secret.CannotOpen;
import dev.muster.secret.Seal;
import dev.muster.tenant.UserId;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Forms that wait until their sender has proved who they are. The sender keeps them, sealed: a credential that was typed
/// stands in no page, and a form opens for its sender and its address alone.
@Component
class KeptForms {
    private static final TypeReference<Map<String, List<String>>> FIELDS = new TypeReference<>() {};

    private final Seal seal;
    private final JsonMapper json;

    KeptForms(Seal seal, JsonMapper json) {
        this.seal = seal;
        this.json = json;
    }

    /// @param path where the form was sent to
    String keep(UserId user, String path, Map<String, String[]> fields) {
        Map<String, List<String>> sorted = new TreeMap<>();
        fields.forEach((name, values) -> sorted.put(name, List.of(values)));
        byte[] sealed = seal.sealOfUser(user.value(), field(path), Secret.of(json.writeValueAsString(sorted)));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /// The fields again; empty when nobody or somebody else kept that, or for another address.
    Optional<Map<String, String[]>> open(UserId user, String path, String kept) {
        try {
            Secret opened = seal.openOfUser(
                    user.value(), field(path), Base64.getUrlDecoder().decode(kept));
            Map<String, String[]> fields = new HashMap<>();
            json.readValue(opened.expose(), FIELDS)
                    .forEach((name, values) -> fields.put(name, values.toArray(String[]::new)));
            return Optional.of(fields);
        } catch (IllegalArgumentException | CannotOpen noneOfOurs) {
            return Optional.empty();
        }
    }

    private static String field(String path) {
        return "form " + path;
    }
}
