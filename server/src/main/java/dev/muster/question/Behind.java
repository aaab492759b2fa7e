package dev.muster.question;

import dev.muster.access.AccessFilter;
import dev.muster.access.Criterion;
import dev.muster.people.PeoplePage.PeopleList;
import dev.muster.people.Persons.Who;
import java.time.LocalDate;

/// The list behind a question: it has as many rows as the question's number says.
sealed interface Behind {
    /// Access that a filter lets through.
    ///
    /// @param isOfLastWeek whether only what was granted within seven days counts
    record Access(AccessFilter filter, boolean isOfLastWeek) implements Behind {
        private static final int WEEK = 7;

        /// What is let through on a day.
        AccessFilter on(LocalDate today) {
            return isOfLastWeek
                    ? filter.with(Criterion.SINCE, today.minusDays(WEEK).toString())
                    : filter;
        }

        /// Whether it can only be asked where somebody told who works here.
        boolean needsRoster() {
            return !filter.value(Criterion.PERSON).isEmpty();
        }
    }

    /// Everybody with an account, or some of them.
    record Persons(Who who) implements Behind {}

    /// What changed in access since last week, in every application.
    record LastWeek() implements Behind {}

    /// One of the lists about people.
    record People(PeopleList list) implements Behind {
        boolean needsRoster() {
            return list == PeopleList.LEAVERS || list == PeopleList.UNMATCHED;
        }
    }
}
