package dev.muster.people;

import dev.muster.download.Asked;
import dev.muster.download.FileAnswers;
import dev.muster.download.FileFormat;
import dev.muster.download.FileList;
import dev.muster.download.ListFile;
import dev.muster.ledger.AsOf;
import dev.muster.people.HeldAccount.Duty;
import dev.muster.people.Leavers.Leaver;
import dev.muster.people.PeoplePage.PeopleList;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Who left and still has access, as a file: a row for each level that an account holds, and one for an account that
/// holds nothing.
@Controller
class LeaversFile implements FileList {
    private static final List<String> COLUMNS = List.of(
            "person_id",
            "name",
            "email",
            "department",
            "manager",
            "last_day",
            "application",
            "account_id",
            "account",
            "level",
            "level_title",
            "privileged",
            "resource",
            "resources",
            "last_used",
            "duty");

    private final Leavers leavers;
    private final PeopleFile file;
    private final FileAnswers files;

    LeaversFile(Leavers leavers, PeopleFile file, FileAnswers files) {
        this.leavers = leavers;
        this.file = file;
        this.files = files;
    }

    @GetMapping("/t/{tenant}/people/leavers" + FileFormat.ENDING)
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
        return "leavers";
    }

    @Override
    public ListFile open(TenantAccess access, Asked asked) {
        return file.open(
                access,
                asked,
                new PeopleFile.Whole<>(
                        PeopleList.LEAVERS,
                        Leavers.COLUMNS,
                        COLUMNS,
                        state -> null,
                        leavers::slice,
                        LeaversFile::rows));
    }

    private static Stream<List<? extends @Nullable Object>> rows(Leaver leaver) {
        return leaver.accounts().stream().flatMap(held -> held.rows().map(row -> cells(leaver, held.duty(), row)));
    }

    private static List<? extends @Nullable Object> cells(
            Leaver leaver, @Nullable Duty duty, List<? extends @Nullable Object> held) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.addAll(List.of(
                leaver.person(),
                leaver.name(),
                Objects.requireNonNullElse(leaver.email(), ""),
                leaver.department(),
                leaver.manager(),
                leaver.lastDay()));
        cells.addAll(held);
        cells.add(duty == null ? "" : "%s, %s".formatted(duty.what(), duty.resource()));
        return cells;
    }
}
