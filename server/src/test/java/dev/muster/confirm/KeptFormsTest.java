package dev.muster.confirm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.SettableClock;
import dev.muster.database.MusterTest;
import dev.muster.secret.Seal;
import dev.muster.tenant.UserId;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@MusterTest
class KeptFormsTest {
    private static final String PATH = "/t/acme/settings/members";

    @Autowired
    private Seal seal;

    @Autowired
    private JsonMapper json;

    @Test
    void a_form_waits_half_an_hour_and_no_longer() {
        var clock = new SettableClock();
        var forms = new KeptForms(seal, json, clock);
        var ana = new UserId(UUID.randomUUID());
        String kept = forms.keep(ana, PATH, Map.of("role", new String[] {"AUDITOR"}));

        clock.advance(Duration.ofMinutes(29));
        assertThat(forms.open(ana, PATH, kept))
                .hasValueSatisfying(form -> assertThat(form.get("role")).containsExactly("AUDITOR"));

        clock.advance(Duration.ofMinutes(1));
        assertThat(forms.open(ana, PATH, kept)).isEmpty();
    }
}
