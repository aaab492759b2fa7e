package dev.muster.people;

import dev.muster.people.PeoplePage.PeopleList;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import org.springframework.stereotype.Component;

/// Counts the lists about people for other rooms, and leads to them. Runs in the caller's tenant transaction.
@Component
public class PeopleLists {
    private final Leavers leavers;
    private final UnmatchedAccounts unmatched;
    private final SameEmail sameEmail;

    PeopleLists(Leavers leavers, UnmatchedAccounts unmatched, SameEmail sameEmail) {
        this.leavers = leavers;
        this.unmatched = unmatched;
        this.sameEmail = sameEmail;
    }

    /// Rows of a list.
    ///
    /// @throws dev.muster.problem.NoSuchThing when it is about a roster and there is none
    public long count(PeopleState state, PeopleList list) {
        return switch (list) {
            case LEAVERS -> leavers.count(state).leavers();
            case UNMATCHED -> unmatched.count(state);
            case TWINS -> sameEmail.allTwins(state);
            case SUCCESSORS -> sameEmail.allSuccessors(state);
        };
    }

    /// Where it is.
    public static Address address(TenantAccess access, PeopleList list) {
        return Address.of("/t/%s/people/%s".formatted(access.tenant().slug(), list.path()));
    }
}
