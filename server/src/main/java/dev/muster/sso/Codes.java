package dev.muster.sso;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.connector.Secret;
import dev.muster.database.TenantId;
import dev.muster.kit.answer.Answer;
import dev.muster.secret.CannotOpen;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Brings codes to providers, with the client secret and what shows that the question was ours, and gets ID tokens for
/// them. Safe for many threads.
@Component
class Codes {
    private static final Logger log = LoggerFactory.getLogger(Codes.class);

    private final ProviderHost host;
    private final SignOnSettings settings;
    private final JsonMapper json;

    Codes(ProviderHost host, SignOnSettings settings, JsonMapper json) {
        this.host = host;
        this.settings = settings;
        this.json = json;
    }

    /// The ID token that a code stands for; empty when the provider brings none.
    ///
    /// @throws SignOnFault when the provider takes it from nobody, or not from this client
    String exchange(Question question, SingleSignOn by, Provider provider, String code) throws SignOnFault {
        Secret secret = secret(question);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "authorization_code");
        fields.put("code", code);
        fields.put("redirect_uri", question.callback());
        fields.put("code_verifier", question.verifier());
        if (provider.secretInForm()) {
            fields.put("client_id", by.clientId());
            fields.put("client_secret", secret.expose());
        }
        Answer answer = host.post(
                provider.token(), fields, provider.secretInForm() ? "" : basic(by.clientId(), secret.expose()));
        String told = new String(answer.body(), UTF_8);
        if (!answer.ok()) {
            String error = word(field(told, "error"));
            log.warn("The provider of tenant {} took no code: {} ({})", question.tenant(), error, answer.status());
            throw new SignOnFault(
                    "The provider did not take what Muster brought (%s). Try again; if it stays, an Administrator checks client id and client secret."
                            .formatted(error));
        }
        return field(told, "id_token");
    }

    private Secret secret(Question question) throws SignOnFault {
        try {
            return settings.secret(new TenantId(question.tenant())).orElseThrow(SignOn::gone);
        } catch (CannotOpen unreadable) {
            log.error("Nobody of tenant {} comes in by single sign-on", question.tenant(), unreadable);
            throw new SignOnFault(
                    "Muster cannot read the client secret any more. An Administrator enters it again.", unreadable);
        }
    }

    private String field(String answer, String name) {
        try {
            return json.readTree(answer).path(name).asString("");
        } catch (JacksonException noJson) {
            return "";
        }
    }

    /// Errors of this protocol are words without blanks; anything longer is somebody's text.
    static String word(String error) {
        return error.matches("[a-z0-9_]{1,60}") ? error : "without a reason";
    }

    private static String basic(String client, String secret) {
        String pair = URLEncoder.encode(client, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }
}
