package dev.muster.people;

import dev.muster.download.Asked;
import dev.muster.download.FileAnswers;
import dev.muster.download.FileFormat;
import dev.muster.download.FileList;
import dev.muster.download.ListFile;
import dev.muster.ledger.AsOf;
import dev.muster.people.PeoplePage.PeopleList;
import dev.muster.people.UnmatchedAccounts.Unmatched;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Which accounts belong to nobody, as a file.
@Controller
class UnmatchedFile implements FileList {
    private static final List<String> COLUMNS =
            List.of("application", "account_id", "account", "email", "what_is_known", "likely_email");

    private final UnmatchedAccounts unmatched;
    private final PeopleFile file;
    private final FileAnswers files;

    UnmatchedFile(UnmatchedAccounts unmatched, PeopleFile file, FileAnswers files) {
        this.unmatched = unmatched;
        this.file = file;
        this.files = files;
    }

    @GetMapping("/t/{tenant}/people/unmatched" + FileFormat.ENDING)
    @Does(Action.SEE)
    @CostlyQuestion
    void download(
            TenantAccess access,
            HttpServletRequest request,
            HttpServletResponse answer,
            @RequestParam(defaultValue = "") String asOf)
            throws IOException {
        files.send(access, request, answer, this, Asked.of(Map.of(AsOf.FIELD, asOf)));
    }

    @Override
    public String id() {
        return "unmatched-accounts";
    }

    @Override
    public ListFile open(TenantAccess access, Asked asked) {
        return file.open(
                access,
                asked,
                new PeopleFile.Whole<>(
                        PeopleList.UNMATCHED,
                        UnmatchedAccounts.COLUMNS,
                        COLUMNS,
                        unmatched::count,
                        unmatched::slice,
                        row -> Stream.of(cells(row))));
    }

    private static List<? extends @Nullable Object> cells(Unmatched row) {
        AccountAt account = row.account();
        return List.of(
                account.integration().name(),
                account.key().id(),
                account.name(),
                Objects.requireNonNullElse(account.email(), ""),
                PeopleRows.known(row),
                row.likely() == null
                        ? ""
                        : Objects.requireNonNullElse(row.likely().email(), ""));
    }
}
