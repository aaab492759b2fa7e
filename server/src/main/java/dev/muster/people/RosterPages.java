package dev.muster.people;

import dev.muster.integration.Integration;
import dev.muster.integration.Integration.HoldLimit;
import dev.muster.integration.IntegrationDraft;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/// Begins a roster: whoever asks for it first answers for it, until they hand it over as any integration.
@Controller
@Does(Action.ADD_INTEGRATION)
class RosterPages {
    private static final String NAME = "Roster";

    private final Integrations integrations;

    RosterPages(Integrations integrations) {
        this.integrations = integrations;
    }

    /// Leads to where files of the roster are uploaded.
    @PostMapping("/t/{tenant}/people/roster")
    String begin(TenantAccess access) {
        List<Integration> all =
                integrations.of(access.id()).stream().map(Current::integration).toList();
        IntegrationId roster = all.stream()
                .filter(Roster::is)
                .map(Integration::id)
                .findFirst()
                .orElseGet(() -> integrations.add(access, Roster.APPLICATION, draft(access, all), Map.of()));
        return "redirect:/t/%s/integrations/%s/upload".formatted(access.tenant().slug(), roster.value());
    }

    private static IntegrationDraft draft(TenantAccess access, List<Integration> all) {
        return new IntegrationDraft(freeName(all), "Who works here", access.user(), List.of(), HoldLimit.USUAL);
    }

    /// Somebody may have called another integration so.
    private static String freeName(List<Integration> all) {
        String free = NAME;
        for (int number = 2; isTaken(free, all); number++) {
            free = NAME + " " + number;
        }
        return free;
    }

    private static boolean isTaken(String name, List<Integration> all) {
        return all.stream().anyMatch(integration -> name.equalsIgnoreCase(integration.name()));
    }
}
