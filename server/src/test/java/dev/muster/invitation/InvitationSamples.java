package dev.muster.invitation;

import dev.muster.tenant.Role;
import dev.muster.web.Sample;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The page behind an invitation's link, for somebody new and for somebody who is signed in.
public final class InvitationSamples {
    private InvitationSamples() {}

    public static List<Sample> all() {
        return List.of(
                Sample.bare(
                        "invitation",
                        "invitation/join",
                        view(
                                null,
                                Map.of(
                                        "password",
                                        "The password needs at least 12 characters; a few words make a good one."))),
                Sample.bare("invitation-signed-in", "invitation/join", view("mei@tanaka.example", Map.of())));
    }

    private static JoinView view(@Nullable String asker, Map<String, String> faults) {
        return new JoinView(
                "code",
                "Acme",
                Role.REVIEWER,
                "Ana Lima",
                "mei.tanaka@acme.example",
                "30 Nov 2026, 09:40 UTC",
                asker,
                "Mei Tanaka",
                faults,
                null);
    }
}
