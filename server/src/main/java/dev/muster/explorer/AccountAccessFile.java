package dev.muster.explorer;

import dev.muster.api.Cursor;
import dev.muster.connector.Key;
import dev.muster.download.Asked;
import dev.muster.download.FileAnswers;
import dev.muster.download.FileFormat;
import dev.muster.download.FileList;
import dev.muster.download.ListFile;
import dev.muster.explorer.RevisionFile.Read;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.SearchText;
import dev.muster.rights.AccountAccess;
import dev.muster.rights.AccountAccess.Asker;
import dev.muster.rights.AccountAccess.OnResource;
import dev.muster.rights.AccountAccess.Wanted;
import dev.muster.rights.AccountFinder;
import dev.muster.rights.AccountVerdicts;
import dev.muster.rights.Holdings;
import dev.muster.rights.KnownResources;
import dev.muster.rights.RightFilter;
import dev.muster.rights.Rulebook;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// What one account can do, as a file.
@Controller
@Does(Action.SEE)
class AccountAccessFile implements FileList {
    private static final RevisionFile FILE = new RevisionFile("access-of-account", "Rights of an account");
    private static final String ACCOUNT = "account_id";
    private static final List<String> LEADING = List.of("type", "id", "name");

    private final KnownResources known;
    private final AccountFinder accounts;
    private final Holdings holdings;
    private final AccountVerdicts verdicts;
    private final AccountAccess access;
    private final Catalogue catalogue;
    private final UnreadData unread;
    private final FileAnswers files;

    AccountAccessFile(
            KnownResources known,
            AccountFinder accounts,
            Holdings holdings,
            AccountVerdicts verdicts,
            AccountAccess access,
            Catalogue catalogue,
            UnreadData unread,
            FileAnswers files) {
        this.known = known;
        this.accounts = accounts;
        this.holdings = holdings;
        this.verdicts = verdicts;
        this.access = access;
        this.catalogue = catalogue;
        this.unread = unread;
        this.files = files;
    }

    /// A row with the rules it was decided by.
    private record Decided(Rulebook book, OnResource row) {
        Stream<@Nullable String> cells() {
            var kind = book.kind(row.resource().type()).orElseThrow();
            return Stream.of(
                            Stream.of(row.resource().type(), row.resource().id(), row.name()),
                            RevisionFile.rights(book.rights(), kind, row.decision()),
                            RevisionFile.grounds(row.decision()))
                    .flatMap(cells -> cells);
        }
    }

    @GetMapping("/t/{tenant}/integrations/{id}/accounts/{account}/access" + FileFormat.ENDING)
    @CostlyQuestion
    void download(
            TenantAccess caller,
            HttpServletRequest request,
            HttpServletResponse answer,
            @PathVariable UUID id,
            @PathVariable String account,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String right,
            @RequestParam(defaultValue = "") String asOf)
            throws IOException {
        var asked = Asked.of(Map.of(
                "integration",
                id.toString(),
                ACCOUNT,
                account,
                "q",
                q,
                "type",
                type,
                "right",
                right,
                AsOf.FIELD,
                asOf));
        files.send(caller, request, answer, this, asked);
    }

    @Override
    public String id() {
        return "account-rights";
    }

    @Override
    public ListFile open(TenantAccess caller, Asked asked) {
        UUID id = asked.only("integration", ACCOUNT, "q", "type", "right", AsOf.FIELD)
                .id("integration");
        String account = asked.text(ACCOUNT);
        var search = new SearchText(asked.value("q"));
        var filter = new RightFilter(asked.value("right"));
        return FILE.<Decided>open(
                caller,
                asked,
                List.of(),
                (asOf, after) -> read(caller, id, account, asked.value("type"), search, filter, asOf, after),
                Decided::cells);
    }

    private Read<Decided> read(
            TenantAccess caller,
            UUID id,
            String account,
            String type,
            SearchText search,
            RightFilter filter,
            AsOf asOf,
            @Nullable Cursor after) {
        return known.read(caller, id, asOf, (current, revision) -> {
            Rulebook book = known.rules(revision);
            Key asker = accounts.get(revision, account).key();
            var held = holdings.of(revision, asker);
            var levels = Holdings.levels(book.rules(), held);
            var decided = verdicts.of(revision, book, asker, levels);
            var wanted = new Wanted(search, AccountAccessApi.types(book, type), filter.among(book));
            return new Read<>(
                    revision,
                    RevisionFile.columns(LEADING, book.rights()),
                    null,
                    unread.sentences(revision, catalogue.describe(current.integration())),
                    access.slice(new Asker(revision, book, asker, levels), decided, wanted, after, RevisionFile.ROWS)
                            .map(row -> new Decided(book, row)));
        });
    }
}
