package dev.muster.people;

import dev.muster.download.Asked;
import dev.muster.download.FileAnswers;
import dev.muster.download.FileFormat;
import dev.muster.download.FileHead;
import dev.muster.download.FileList;
import dev.muster.download.ListFile;
import dev.muster.ledger.AsOf;
import dev.muster.people.Persons.Person;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Everybody with an account, as a file: a row for each level that an account holds, and one for an account that holds
/// nothing.
@Controller
class PersonsFile implements FileList {
    private static final List<String> COLUMNS = List.of(
            "person_id",
            "name",
            "email",
            "invited",
            "privileged",
            "application",
            "account_id",
            "account",
            "level",
            "level_title",
            "level_privileged",
            "resource",
            "resources",
            "last_used");

    private final Persons persons;
    private final PeopleFile file;
    private final FileAnswers files;

    PersonsFile(Persons persons, PeopleFile file, FileAnswers files) {
        this.persons = persons;
        this.file = file;
        this.files = files;
    }

    @GetMapping("/t/{tenant}/people/with-accounts" + FileFormat.ENDING)
    @Does(Action.SEE)
    @CostlyQuestion
    void download(
            TenantAccess access,
            HttpServletRequest request,
            HttpServletResponse answer,
            @RequestParam MultiValueMap<String, String> asked)
            throws IOException {
        files.send(access, request, answer, this, new Asked(asked));
    }

    @Override
    public String id() {
        return "people";
    }

    @Override
    public ListFile open(TenantAccess access, Asked asked) {
        PersonFilter filter = PersonFilter.parse(asked.sent());
        return file.open(
                access,
                asked.value(AsOf.FIELD),
                filter::walk,
                state -> head(access, state, asked),
                (state, walk, limit) -> persons.slice(state, filter, walk, limit),
                PersonsFile::rows);
    }

    /// How many rows that makes nobody has counted: people were, and each may hold many levels.
    private FileHead head(TenantAccess access, PeopleState state, Asked asked) {
        return file.head(
                access,
                state,
                "people",
                "People",
                COLUMNS,
                asked.words(List.of(AsOf.FIELD, "sort")),
                null,
                asked.with("after", ""));
    }

    private static Stream<List<? extends @Nullable Object>> rows(Person person) {
        return person.accounts().stream().flatMap(HeldAccount::rows).map(row -> cells(person, row));
    }

    private static List<? extends @Nullable Object> cells(Person person, List<? extends @Nullable Object> held) {
        return Stream.concat(
                        Stream.of(
                                person.id(),
                                person.name(),
                                person.email(),
                                person.invited() ? "yes" : "no",
                                person.privileged() ? "yes" : "no"),
                        held.stream())
                .toList();
    }
}
