package dev.muster.people;

import dev.muster.people.AccountDecisions.Decision;
import dev.muster.web.Moment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the page shows on which it is decided whose an account is (`people/decide`): GET and POST
/// `/t/{tenant}/integrations/{id}/accounts/{account}/person`, with `decision`, `person` and `reason`.
///
/// @param action   address of the page
/// @param back     page of the account
/// @param email    of the account; empty when it has none
/// @param decided  what was decided before; none when nothing was
/// @param chosen   word of the decision that is marked
/// @param mayDecide whether the reader may decide
/// @param faults   sentence by field
public record DecisionPage(
        String action,
        String back,
        String name,
        String application,
        String email,
        @Nullable Before decided,
        String chosen,
        String person,
        String reason,
        boolean mayDecide,
        Map<String, String> faults) {
    public DecisionPage {
        faults = Map.copyOf(faults);
    }

    /// @param title what was decided
    public record Before(String title, String reason, String by, Moment at) {}

    /// @param word  as the form sends it
    /// @param title what it means
    /// @param hint  what follows from it
    public record Choice(String word, String title, String hint) {}

    /// What can be decided, in the order of the form.
    public List<Choice> choices() {
        return List.of(
                new Choice(
                        Decision.MATCHED.word(),
                        "The person of its e-mail",
                        email.isEmpty() ? "It has no e-mail, so this is nobody." : email),
                new Choice(Decision.LINKED.word(), "Somebody else", "Linked to the person whose e-mail you give."),
                new Choice(
                        Decision.SERVICE.word(),
                        "A machine",
                        "A service account, which no person answers for by leaving or staying."),
                new Choice(
                        Decision.ALONE.word(),
                        "Nobody yet",
                        "Set apart from the person of its e-mail; it stays in the list of accounts without a person."));
    }

    /// What a decision means, in few words.
    static String title(Decision decision, @Nullable String person) {
        return switch (decision) {
            case MATCHED -> "The person of its e-mail";
            case LINKED -> "Linked to " + person;
            case ALONE -> "Set apart, nobody's yet";
            case SERVICE -> "A service account";
        };
    }
}
