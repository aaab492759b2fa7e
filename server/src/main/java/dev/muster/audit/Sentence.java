package dev.muster.audit;

/// An entry of the audit record as a sentence, in the parts that a page sets apart. The parts follow each other with
/// nothing between them.
///
/// @param actor       who did it, first in the sentence
/// @param did         begins and ends with a blank
/// @param subject     what it was done to
/// @param more        what else there is to say; may be empty
/// @param integration whether the subject is the name of the integration that the entry's details name
public record Sentence(String actor, String did, String subject, String more, boolean integration) {

    /// The sentence of an entry. One of an action that only another version of Muster knows names the action.
    public static Sentence of(AuditEntry entry) {
        boolean ofIntegration = ActionGroup.ofAction(entry.action())
                .filter(group -> group == ActionGroup.INTEGRATIONS || group == ActionGroup.SYNCS)
                .isPresent();
        ActionWords words = ActionWords.of(entry.action());
        return new Sentence(
                actor(entry.actor()),
                " " + words.before() + " ",
                entry.subject(),
                words.after(entry.details()),
                ofIntegration);
    }

    /// Without its full stop: `Ana Lima paused Payments EU`.
    public String text() {
        return actor + did + subject + more;
    }

    private static String actor(Actor actor) {
        if (actor.equals(Actor.OPERATOR)) {
            return "The operator";
        }
        if (actor.equals(Actor.OUTSIDER)) {
            return "Somebody who is no member";
        }
        return actor.equals(Actor.STRANGER) ? "Somebody at the sign-in page" : actor.name();
    }
}
