package dev.muster.explorer;

import dev.muster.api.Cursor;
import dev.muster.connector.AccessRules.Kind;
import dev.muster.connector.Description;
import dev.muster.explorer.CsvAnswer.Read;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.SearchText;
import dev.muster.rights.AccountClasses;
import dev.muster.rights.KnownResources;
import dev.muster.rights.ResourceAccess;
import dev.muster.rights.ResourceAccess.ByAccount;
import dev.muster.rights.ResourceAccess.Wanted;
import dev.muster.rights.RightFilter;
import dev.muster.rights.Rulebook;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// Who can do what with one resource, as CSV.
@Controller
@Does(Action.SEE)
class ResourceAccessCsv {
    private static final CsvAnswer CSV = new CsvAnswer("access-on-resource");
    private static final List<String> LEADING = List.of("id", "name", "email", "state", "kind", "role", "role_title");

    private final KnownResources known;
    private final ResourceAccess access;
    private final Catalogue catalogue;

    ResourceAccessCsv(KnownResources known, ResourceAccess access, Catalogue catalogue) {
        this.known = known;
        this.access = access;
        this.catalogue = catalogue;
    }

    /// A row with what it was decided by.
    private record Decided(Rulebook book, Description application, Kind kind, ByAccount row) {
        Stream<@Nullable String> cells() {
            String whole = book.rules().whole().type();
            List<String> levels = application.strongestFirst(whole, row.levels());
            return Stream.of(
                            Stream.of(
                                    row.account().id(),
                                    row.name(),
                                    Objects.requireNonNullElse(row.email(), ""),
                                    row.state(),
                                    row.kind(),
                                    String.join("; ", levels),
                                    levels.stream()
                                            .map(level -> application.title(whole, level))
                                            .collect(Collectors.joining("; "))),
                            CsvAnswer.rights(book.rights(), kind, row.decision()),
                            CsvAnswer.grounds(row.decision()))
                    .flatMap(cells -> cells);
        }
    }

    @GetMapping("/t/{tenant}/integrations/{id}/resources/{type}/{resource}/access.csv")
    @CostlyQuestion
    void download(
            TenantAccess caller,
            HttpServletResponse answer,
            @PathVariable UUID id,
            @PathVariable String type,
            @PathVariable String resource,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String right,
            @RequestParam(defaultValue = "") String asOf)
            throws IOException {
        var wanted = new Wanted(new SearchText(q), new RightFilter(right));
        CSV.<Decided>send(
                answer,
                caller,
                AsOf.parse(asOf),
                (asked, after) -> read(caller, id, type, resource, wanted, asked, after),
                Decided::cells);
    }

    private Read<Decided> read(
            TenantAccess caller,
            UUID id,
            String type,
            String resource,
            Wanted wanted,
            AsOf asOf,
            @Nullable Cursor after) {
        return known.read(caller, id, asOf, (current, revision) -> {
            Rulebook book = known.rules(revision);
            wanted.right().among(book);
            var found = known.decided(revision, book, type, resource);
            var kind = book.kind(type).orElseThrow();
            var application = catalogue.describe(current.integration());
            AccountClasses classes = access.classes(revision, book, found);
            return new Read<>(
                    revision,
                    CsvAnswer.columns(LEADING, book.rights()),
                    access.slice(revision, book, classes, wanted, after, CsvAnswer.ROWS)
                            .map(row -> new Decided(book, application, kind, row)));
        });
    }
}
