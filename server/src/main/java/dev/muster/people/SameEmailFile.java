package dev.muster.people;

import dev.muster.download.Asked;
import dev.muster.download.FileAnswers;
import dev.muster.download.FileFormat;
import dev.muster.download.FileList;
import dev.muster.download.ListFile;
import dev.muster.ledger.AsOf;
import dev.muster.people.PeoplePage.PeopleList;
import dev.muster.people.SameEmail.Former;
import dev.muster.people.SameEmail.Shared;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Accounts of one e-mail as a file: those side by side, or those that came back under another id.
abstract class SameEmailFile implements FileList {
    private static final List<String> SIDE_BY_SIDE =
            List.of("application", "account_id", "account", "email", "email_of_person");
    private static final List<String> WITH_FORMER = Stream.concat(
                    SIDE_BY_SIDE.stream(), Stream.of("former_id", "former_account", "former_until"))
            .toList();

    private final SameEmail sameEmail;
    private final PeopleFile file;
    private final FileAnswers files;

    SameEmailFile(SameEmail sameEmail, PeopleFile file, FileAnswers files) {
        this.sameEmail = sameEmail;
        this.file = file;
        this.files = files;
    }

    /// Several accounts of one e-mail in one integration.
    @Controller
    static class Twins extends SameEmailFile {
        Twins(SameEmail sameEmail, PeopleFile file, FileAnswers files) {
            super(sameEmail, file, files);
        }

        @GetMapping("/t/{tenant}/people/twins" + FileFormat.ENDING)
        @Does(Action.SEE)
        @CostlyQuestion
        void download(
                TenantAccess access,
                HttpServletRequest request,
                HttpServletResponse answer,
                @RequestParam(defaultValue = "") String asOf)
                throws IOException {
            send(access, request, answer, asOf);
        }

        @Override
        public String id() {
            return "accounts-of-one-email";
        }

        @Override
        PeopleList list() {
            return PeopleList.TWINS;
        }
    }

    /// Accounts whose e-mail an account had before that is gone.
    @Controller
    static class Successors extends SameEmailFile {
        Successors(SameEmail sameEmail, PeopleFile file, FileAnswers files) {
            super(sameEmail, file, files);
        }

        @GetMapping("/t/{tenant}/people/successors" + FileFormat.ENDING)
        @Does(Action.SEE)
        @CostlyQuestion
        void download(
                TenantAccess access,
                HttpServletRequest request,
                HttpServletResponse answer,
                @RequestParam(defaultValue = "") String asOf)
                throws IOException {
            send(access, request, answer, asOf);
        }

        @Override
        public String id() {
            return "successors";
        }

        @Override
        PeopleList list() {
            return PeopleList.SUCCESSORS;
        }
    }

    abstract PeopleList list();

    void send(TenantAccess access, HttpServletRequest request, HttpServletResponse answer, String asOf)
            throws IOException {
        files.send(access, request, answer, this, Asked.of(Map.of(AsOf.FIELD, asOf)));
    }

    @Override
    public ListFile open(TenantAccess access, Asked asked) {
        boolean hasFormer = list() == PeopleList.SUCCESSORS;
        return file.open(
                access,
                asked,
                new PeopleFile.Whole<>(
                        list(),
                        SameEmail.COLUMNS,
                        hasFormer ? WITH_FORMER : SIDE_BY_SIDE,
                        hasFormer ? sameEmail::allSuccessors : sameEmail::allTwins,
                        hasFormer ? sameEmail::successors : sameEmail::twins,
                        row -> Stream.of(cells(row))));
    }

    private static List<? extends @Nullable Object> cells(Shared row) {
        AccountAt account = row.account();
        List<@Nullable Object> own = Arrays.asList(
                account.integration().name(), account.key().id(), account.name(), account.email(), row.email());
        Former former = row.former();
        return former == null
                ? own
                : Stream.concat(own.stream(), Stream.of(former.id(), former.name(), former.ended()))
                        .toList();
    }
}
