package dev.muster.explorer;

import dev.muster.connector.Description;
import dev.muster.explorer.Accounts.After;
import dev.muster.explorer.Accounts.Slice;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.ledger.Level;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// Accounts as CSV for spreadsheets. Read page by page, so that memory does not grow with the account.
@Controller
class AccountsCsv {
    private static final int ROWS = 500;
    private static final List<String> COLUMNS =
            List.of("id", "name", "email", "state", "role", "role_title", "teams", "deleted");

    private final Integrations integrations;
    private final Catalogue catalogue;
    private final Accounts accounts;

    AccountsCsv(Integrations integrations, Catalogue catalogue, Accounts accounts) {
        this.integrations = integrations;
        this.catalogue = catalogue;
        this.accounts = accounts;
    }

    @GetMapping("/t/{tenant}/integrations/{id}/accounts.csv")
    @CostlyQuestion
    void download(
            TenantAccess access,
            HttpServletResponse answer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String state)
            throws IOException {
        Integration integration =
                integrations.get(access.id(), new IntegrationId(id)).integration();
        var filter = new AccountFilter(q, role, state);
        try (var csv = SpreadsheetCsv.download(answer, "accounts", COLUMNS)) {
            write(access, integration, filter, csv);
        }
    }

    private void write(TenantAccess access, Integration integration, AccountFilter filter, SpreadsheetCsv csv) {
        Description application = catalogue.describe(integration.application());
        @Nullable After start = After.NOTHING;
        while (start != null) {
            Slice slice = accounts.page(access.id(), integration, application, filter, start, ROWS);
            slice.accounts().forEach(account -> write(csv, account));
            start = slice.next();
        }
    }

    private static void write(SpreadsheetCsv csv, AccountView account) {
        Optional<Level> role = Optional.ofNullable(account.role());
        csv.row(Arrays.asList(
                account.id(),
                account.name(),
                account.email(),
                account.state(),
                role.map(Level::value).orElse(""),
                role.map(Level::title).orElse(""),
                account.teams().stream()
                        .map(team ->
                                "%s (%s)".formatted(team.name(), team.role().title()))
                        .collect(Collectors.joining("; ")),
                Optional.ofNullable(account.deleted()).map(Instant::toString).orElse("")));
    }
}
