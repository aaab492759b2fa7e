package dev.muster.question;

import dev.muster.access.AccessPages;
import dev.muster.access.Grants;
import dev.muster.changes.AllChanges;
import dev.muster.changes.AllChangesPages;
import dev.muster.ledger.AsOf;
import dev.muster.people.PeopleLists;
import dev.muster.people.PeopleState;
import dev.muster.people.PerState;
import dev.muster.people.Persons;
import dev.muster.people.PersonsPages;
import dev.muster.people.StateNames;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// The number of each question, worked out once for each state of a tenant's data. Runs in the caller's tenant
/// transaction.
@Component
class Answers {
    private final Grants grants;
    private final Persons persons;
    private final PeopleLists lists;
    private final AllChanges changes;
    private final StateNames names;
    private final PerState<Map<Question, Long>> remembered = new PerState<>();

    Answers(Grants grants, Persons persons, PeopleLists lists, AllChanges changes, StateNames names) {
        this.grants = grants;
        this.persons = persons;
        this.lists = lists;
        this.changes = changes;
        this.names = names;
    }

    /// @param count rows of the list behind it
    /// @param list  where that is
    record Answer(Question question, long count, Address list) {}

    /// Of all questions that can be asked of this state, in their order. Nobody left, and nobody is unknown, where
    /// nobody has told who works here.
    ///
    /// @param asOf as an address asks for that state; empty for now
    List<Answer> of(TenantAccess access, PeopleState state, String asOf) {
        Map<Question, Long> counts = remembered.of(state.tenant(), names.of(state), () -> counted(state));
        return counts.entrySet().stream()
                .map(count -> new Answer(count.getKey(), count.getValue(), list(access, state, asOf, count.getKey())))
                .toList();
    }

    private Map<Question, Long> counted(PeopleState state) {
        Persons.Count people = persons.count(state);
        Map<Question, Long> counts = new EnumMap<>(Question.class);
        Arrays.stream(Question.values())
                .filter(question -> canBeAsked(question, state))
                .forEach(question -> counts.put(
                        question,
                        switch (question.behind()) {
                            case Behind.Access list -> grants.count(state, list.on(state.day()));
                            case Behind.Persons list -> people.of(list.who());
                            case Behind.People list -> lists.count(state, list.list());
                            case Behind.LastWeek list -> changes.ofAccessSinceLastWeek(state);
                        }));
        return counts;
    }

    private static boolean canBeAsked(Question question, PeopleState state) {
        return Objects.nonNull(state.roster())
                || switch (question.behind()) {
                    case Behind.Access list -> !list.needsRoster();
                    case Behind.Persons list -> true;
                    case Behind.LastWeek list -> true;
                    case Behind.People list -> !list.needsRoster();
                };
    }

    private static Address list(TenantAccess access, PeopleState state, String asOf, Question question) {
        return switch (question.behind()) {
            case Behind.Access list ->
                AccessPages.address(access, list.on(state.day())).with(AsOf.FIELD, asOf);
            case Behind.Persons list -> PersonsPages.address(access, list.who()).with(AsOf.FIELD, asOf);
            case Behind.People list -> PeopleLists.address(access, list.list()).with(AsOf.FIELD, asOf);
            case Behind.LastWeek list -> AllChangesPages.lastWeek(access).with("to", asOf);
        };
    }
}
