package dev.muster.question;

import static dev.muster.access.Criterion.GROUP;
import static dev.muster.access.Criterion.KIND;
import static dev.muster.access.Criterion.MEANING;
import static dev.muster.access.Criterion.NONE;
import static dev.muster.access.Criterion.PART;
import static dev.muster.access.Criterion.PERSON;
import static dev.muster.access.Criterion.PRIVILEGED;
import static dev.muster.access.Criterion.STATE;

import dev.muster.access.AccessFilter;
import dev.muster.access.Criterion;
import dev.muster.people.PeoplePage.PeopleList;
import dev.muster.people.Persons.Who;
import java.util.Locale;

/// A ready question: what is asked, what exactly is counted, and the list behind it.
public enum Question {
    PRIVILEGED_PEOPLE(
            Worry.POWER,
            "Who is privileged, everywhere?",
            "People with a privileged level in any application; machines are left out",
            new Behind.Persons(Who.PRIVILEGED)),
    PRIVILEGED_ACCESS(
            Worry.POWER,
            "What privileged access is held?",
            "Grants of privileged levels, to people and machines",
            Of.access(PRIVILEGED, "yes")),
    PRIVILEGED_MACHINES(
            Worry.POWER,
            "Which service accounts are privileged?",
            "Grants of privileged levels to accounts that are, or were decided to be, a machine's",
            Of.access(PRIVILEGED, "yes", KIND, "service")),
    PRIVILEGED_LAST_WEEK(
            Worry.POWER,
            "Who got power in the last week?",
            "Grants of privileged levels that Muster saw come within seven days",
            Of.lastWeek(PRIVILEGED, "yes")),
    PRIVILEGED_OUTSIDE_GROUPS(
            Worry.POWER,
            "Who has power and belongs to no team?",
            "Grants of privileged levels to accounts in no team or group, where the application has any",
            Of.access(PRIVILEGED, "yes", GROUP, NONE)),
    LEAVERS(
            Worry.COMING_AND_GOING,
            "Who left and still has access?",
            "People whose last day in the roster is past, with an account that can be used",
            new Behind.People(PeopleList.LEAVERS)),
    INVITED(
            Worry.COMING_AND_GOING,
            "Who was invited and never joined?",
            "People with an account that was offered and never taken up",
            new Behind.Persons(Who.INVITED)),
    INVITED_TO_POWER(
            Worry.COMING_AND_GOING,
            "Who was invited to power and never joined?",
            "Grants of privileged levels to accounts that were offered and never taken up",
            Of.access(PRIVILEGED, "yes", STATE, "invited")),
    UNMATCHED(
            Worry.COMING_AND_GOING,
            "Which accounts belong to nobody?",
            "Accounts of no person in the roster that are no machine's",
            new Behind.People(PeopleList.UNMATCHED)),
    UNMATCHED_POWER(
            Worry.COMING_AND_GOING,
            "Which power belongs to nobody?",
            "Grants of privileged levels to accounts of no person in the roster that are no machine's",
            Of.access(PRIVILEGED, "yes", PERSON, "unknown")),
    TWINS(
            Worry.COMING_AND_GOING,
            "Who has two live accounts in one place?",
            "Accounts that share their person's e-mail with another of the same integration",
            new Behind.People(PeopleList.TWINS)),
    SUCCESSORS(
            Worry.COMING_AND_GOING,
            "Who came back under another id?",
            "Accounts whose e-mail another one had before that is gone",
            new Behind.People(PeopleList.SUCCESSORS)),
    CALLED_BUT_INVITED(
            Worry.ON_CALL,
            "Who is to be called and never joined?",
            "Duties of accounts that were offered and never taken up",
            Of.access(PART, "duty", STATE, "invited")),
    CALLED_OUTSIDE_GROUPS(
            Worry.ON_CALL,
            "Who is to be called and belongs to no team?",
            "Duties of accounts in no team or group",
            Of.access(PART, "duty", GROUP, NONE)),
    SEATS_OF_INVITED(
            Worry.SEATS,
            "Which seats does nobody use yet?",
            "Seats held by accounts that were offered and never taken up",
            Of.access(PART, "seat", STATE, "invited")),
    OUTSIDE_GROUPS(
            Worry.SEATS,
            "Who is in no team?",
            "Levels on an application as a whole, of active accounts in no team or group",
            Of.access(PART, "whole", GROUP, NONE, STATE, "active")),
    LAST_WEEK(
            Worry.SEATS,
            "What was granted in the last week?",
            "Grants that are held now and that Muster saw come within seven days",
            Of.lastWeek()),
    CHANGED_LAST_WEEK(
            Worry.COMING_AND_GOING,
            "What changed since last week?",
            "Access granted, removed and changed since the day ended that was a week ago, in every application",
            new Behind.LastWeek()),
    UNKNOWN_LEVELS(
            Worry.TRUST,
            "Which levels does nobody know the meaning of?",
            "Grants of values outside the tables, shown as Unknown",
            Of.access(MEANING, "unknown")),
    ABSENT(
            Worry.TRUST,
            "What do accounts hold that no listing shows?",
            "Grants to accounts that only references name",
            Of.access(STATE, "absent"));

    private final Worry worry;
    private final String sentence;
    private final String meaning;
    private final Behind behind;

    Question(Worry worry, String sentence, String meaning, Behind behind) {
        this.worry = worry;
        this.sentence = sentence;
        this.meaning = meaning;
        this.behind = behind;
    }

    public Worry worry() {
        return worry;
    }

    /// As it is asked.
    public String sentence() {
        return sentence;
    }

    /// What exactly is counted.
    public String meaning() {
        return meaning;
    }

    Behind behind() {
        return behind;
    }

    /// As calls name it: `privileged-people`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Lists of access by what narrows them.
    private static final class Of {
        static Behind access(Criterion criterion, String value) {
            return new Behind.Access(filter(criterion, value), false);
        }

        static Behind access(Criterion first, String one, Criterion second, String other) {
            return new Behind.Access(filter(first, one).with(second, other), false);
        }

        static Behind access(
                Criterion first, String one, Criterion second, String other, Criterion third, String another) {
            return new Behind.Access(filter(first, one).with(second, other).with(third, another), false);
        }

        static Behind lastWeek() {
            return new Behind.Access(AccessFilter.EVERYTHING, true);
        }

        static Behind lastWeek(Criterion criterion, String value) {
            return new Behind.Access(filter(criterion, value), true);
        }

        private static AccessFilter filter(Criterion criterion, String value) {
            return AccessFilter.EVERYTHING.with(criterion, value);
        }
    }
}
