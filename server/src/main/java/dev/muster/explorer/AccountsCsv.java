package dev.muster.explorer;

import dev.muster.connector.Description;
import dev.muster.explorer.CsvAnswer.Read;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Level;
import dev.muster.rights.KnownResources;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// Accounts as CSV for spreadsheets. Read page by page, so that memory does not grow with the account.
@Controller
@Does(Action.SEE)
class AccountsCsv {
    private static final CsvAnswer CSV = new CsvAnswer("accounts");
    private static final List<String> COLUMNS =
            List.of("id", "name", "email", "state", "role", "role_title", "groups", "deleted");

    private final KnownResources known;
    private final Catalogue catalogue;
    private final Accounts accounts;

    AccountsCsv(KnownResources known, Catalogue catalogue, Accounts accounts) {
        this.known = known;
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
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String asOf)
            throws IOException {
        var filter = new AccountFilter(q, role, state);
        CSV.<AccountView>send(
                answer,
                access,
                AsOf.parse(asOf),
                (asked, after) -> known.read(access, id, asked, (current, revision) -> {
                    Description application = catalogue.describe(current.integration());
                    return new Read<>(
                            revision, COLUMNS, accounts.slice(revision, application, filter, after, CsvAnswer.ROWS));
                }),
                AccountsCsv::cells);
    }

    private static Stream<@Nullable String> cells(AccountView account) {
        return Stream.of(
                account.id(),
                account.name(),
                account.email(),
                account.state(),
                account.roles().stream().map(Level::value).collect(Collectors.joining("; ")),
                account.roles().stream().map(Level::title).collect(Collectors.joining("; ")),
                account.groups().stream()
                        .map(group ->
                                "%s (%s)".formatted(group.name(), group.role().title()))
                        .collect(Collectors.joining("; ")),
                Optional.ofNullable(account.deleted()).map(Instant::toString).orElse(""));
    }
}
