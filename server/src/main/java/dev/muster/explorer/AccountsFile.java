package dev.muster.explorer;

import dev.muster.connector.Description;
import dev.muster.download.Asked;
import dev.muster.download.FileAnswers;
import dev.muster.download.FileFormat;
import dev.muster.download.FileList;
import dev.muster.download.ListFile;
import dev.muster.explorer.RevisionFile.Read;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Level;
import dev.muster.rights.KnownResources;
import dev.muster.rights.UnreadData;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// Accounts of an integration as a file.
@Controller
@Does(Action.SEE)
class AccountsFile implements FileList {
    private static final RevisionFile FILE = new RevisionFile("accounts", "Accounts");
    private static final List<String> COLUMNS =
            List.of("id", "name", "email", "state", "role", "role_title", "groups", "deleted");

    private final KnownResources known;
    private final Catalogue catalogue;
    private final Accounts accounts;
    private final UnreadData unread;
    private final FileAnswers files;

    AccountsFile(KnownResources known, Catalogue catalogue, Accounts accounts, UnreadData unread, FileAnswers files) {
        this.known = known;
        this.catalogue = catalogue;
        this.accounts = accounts;
        this.unread = unread;
        this.files = files;
    }

    @GetMapping("/t/{tenant}/integrations/{id}/accounts" + FileFormat.ENDING)
    @CostlyQuestion
    void download(
            TenantAccess access,
            HttpServletRequest request,
            HttpServletResponse answer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String asOf)
            throws IOException {
        var asked =
                Asked.of(Map.of("integration", id.toString(), "q", q, "role", role, "state", state, AsOf.FIELD, asOf));
        files.send(access, request, answer, this, asked);
    }

    @Override
    public String id() {
        return "accounts";
    }

    @Override
    public ListFile open(TenantAccess access, Asked asked) {
        UUID id = asked.only("integration", "q", "role", "state", AsOf.FIELD).id("integration");
        var filter = new AccountFilter(asked.value("q"), asked.value("role"), asked.value("state"));
        return FILE.<AccountView>open(
                access,
                asked,
                List.of(),
                (asOf, after) -> known.read(access, id, asOf, (current, revision) -> {
                    Description application = catalogue.describe(current.integration());
                    return new Read<>(
                            revision,
                            COLUMNS,
                            after == null
                                    ? accounts.stretch(revision, application, filter, null, 1)
                                            .found()
                                    : null,
                            unread.sentences(revision, application),
                            accounts.slice(revision, application, filter, after, RevisionFile.ROWS));
                }),
                AccountsFile::cells);
    }

    private static Stream<@Nullable Object> cells(AccountView account) {
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
                account.deleted());
    }
}
