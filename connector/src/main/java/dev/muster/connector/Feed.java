package dev.muster.connector;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One listing of the application, with its own completeness.
///
/// @param id        stable: `team_members`
/// @param title     as pages show it: `Team members`
/// @param noun      what it counts, in the plural, a regular one: `members`
/// @param required  whether a run without it is incomplete; an optional feed may be refused by plan or scope
/// @param dependsOn ids of feeds that must be complete before this one can be asked for
/// @param restless  whether its grants come and go without anybody changing access, as those of people on call do; the
///                  guard does not weigh them
/// @param parts     what it is read by when it is a listing for each of something; none when it is one listing. Such a
///                  feed is complete part by part
public record Feed(
        String id,
        String title,
        String noun,
        boolean required,
        Set<String> dependsOn,
        boolean restless,
        @Nullable Parts parts) {

    /// What the parts of a feed are, and how to speak of them.
    ///
    /// @param type of the keys of the parts: `team`
    /// @param one  a part by its name, which stands for `%s`: `the members of team %s`
    /// @param many several, whose number stands for `%s`, right before what they are: `the members of %s teams`
    /// @param refused how to say that the application does not show them: `PagerDuty refuses them`
    public record Parts(String type, String one, String many, String refused) {
        public Parts {
            if (!one.contains("%s") || !many.contains("%s")) {
                throw new IllegalArgumentException(
                        "Parts of type %s have no place for a name or a number in '%s' and '%s'"
                                .formatted(type, one, many));
            }
        }

        /// What they are: `teams`.
        public String things() {
            return many.substring(many.indexOf("%s") + 2).strip();
        }
    }

    /// A feed whose rows change only when somebody changes access.
    public Feed(String id, String title, String noun, boolean required, Set<String> dependsOn) {
        this(id, title, noun, required, dependsOn, false, null);
    }

    /// A feed that is one listing.
    public Feed(String id, String title, String noun, boolean required, Set<String> dependsOn, boolean restless) {
        this(id, title, noun, required, dependsOn, restless, null);
    }

    public Feed {
        dependsOn = Set.copyOf(dependsOn);
    }

    /// What it counts: `member` of one, `members` of any other number.
    public String noun(long number) {
        if (number != 1) {
            return noun;
        }
        return noun.endsWith("ies") ? noun.replaceFirst("ies$", "y") : noun.replaceFirst("s$", "");
    }

    /// The same feed, read by parts.
    public Feed inParts(Parts by) {
        return new Feed(id, title, noun, required, dependsOn, restless, by);
    }
}
