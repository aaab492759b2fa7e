package dev.muster.people;

import dev.muster.download.Asked;
import dev.muster.download.FileAnswers;
import dev.muster.download.FileHead;
import dev.muster.download.FileList;
import dev.muster.download.ListFile;
import dev.muster.ledger.AsOf;
import dev.muster.people.HeldAccount.Holding;
import dev.muster.people.Persons.Person;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
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
    private static final int ROWS = 500;
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

    private final PeopleLedger people;
    private final Persons persons;
    private final PeopleFile file;
    private final FileAnswers files;

    PersonsFile(PeopleLedger people, Persons persons, PeopleFile file, FileAnswers files) {
        this.people = people;
        this.persons = persons;
        this.file = file;
        this.files = files;
    }

    @GetMapping({
        "/t/{tenant}/people/with-accounts.csv",
        "/t/{tenant}/people/with-accounts.zip",
        "/t/{tenant}/people/with-accounts.xlsx"
    })
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
        PeopleWalk walk = filter.walk(asked.value(AsOf.FIELD), "");
        return people.read(
                access,
                walk.asOf(),
                state -> ListFile.of(
                        head(access, state, asked),
                        persons.slice(state, filter, walk, ROWS),
                        after -> {
                            PeopleWalk next = filter.walk("", after.text());
                            return people.read(access, next.asOf(), then -> persons.slice(then, filter, next, ROWS));
                        },
                        PersonsFile::rows));
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
        return person.accounts().stream()
                .flatMap(held -> held.levels().isEmpty()
                        ? Stream.of(cells(person, held, null))
                        : held.levels().stream().map(level -> cells(person, held, level)));
    }

    private static List<? extends @Nullable Object> cells(Person person, HeldAccount held, @Nullable Holding holding) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(person.id());
        cells.add(person.name());
        cells.add(person.email());
        cells.add(person.invited() ? "yes" : "no");
        cells.add(person.privileged() ? "yes" : "no");
        cells.add(held.integration().name());
        cells.add(held.id());
        cells.add(held.name());
        cells.addAll(
                holding == null
                        ? List.of("", "", "", "", "")
                        : List.of(
                                holding.level().value(),
                                holding.level().title(),
                                holding.level().privileged() ? "yes" : "no",
                                holding.resource(),
                                holding.resources()));
        cells.add(held.lastUsed());
        return cells;
    }
}
