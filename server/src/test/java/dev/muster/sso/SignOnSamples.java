package dev.muster.sso;

import dev.muster.web.Moment;
import dev.muster.web.Nav;
import dev.muster.web.Sample;
import dev.muster.web.SampleFrames;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Pages about single sign-on.
public final class SignOnSamples {
    private static final Moment AT = Moment.utc(Instant.parse("2026-11-20T09:40:00Z"));

    private SignOnSamples() {}

    public static List<Sample> all() {
        return List.of(
                Sample.bare(
                        "sign-on",
                        "sso/signOn",
                        new SignOnView(
                                "ana.lima@acme.example",
                                "",
                                "You are in no group that has a role in Acme. Ask an Administrator there, or whoever"
                                        + " manages the groups.")),
                new Sample(
                        "sign-on-leaving", "sso/leaving", "", null, Map.of("address", "https://login.acme.example/")),
                new Sample("sign-on-confirmed", "sso/confirmed", "", null, Map.of("fault", "")),
                settings("single-sign-on", true, "acme.example has no TXT record muster-domain=5d7f yet.", Map.of()),
                settings(
                        "single-sign-on-none",
                        false,
                        null,
                        Map.of("issuer", "Issuer is missing.", "groups", "Choose one of the roles.")));
    }

    private static Sample settings(String name, boolean saved, @Nullable String refused, Map<String, String> faults) {
        var view = new SignOnSettingsView(
                "https://muster.acme.example/sign-in/single-sign-on/callback",
                "https://muster.acme.example/sign-in/single-sign-on/acme/signed-out",
                new SignOnSettingsView.Form(
                        saved ? "https://login.acme.example/realms/main" : "",
                        saved ? "muster" : "",
                        "groups",
                        saved,
                        List.of(
                                new SignOnSettingsView.Group("CN=Muster,OU=Security,DC=acme", "ADMINISTRATOR"),
                                new SignOnSettingsView.Group("", ""))),
                saved,
                saved
                        ? List.of(
                                new SignOnSettingsView.Domain(
                                        "acme.example", "muster-domain=5d7f20c4aa01b2c3d4e5f6", AT),
                                new SignOnSettingsView.Domain(
                                        "acme-holding.example", "muster-domain=20c4aa01b2c3d4e5f65d7f", null))
                        : List.of(),
                true,
                saved,
                faults,
                refused,
                null);
        return new Sample(name, "sso/settings", view, SampleFrames.page(Nav.SIGNING_IN, "Single sign-on"));
    }
}
