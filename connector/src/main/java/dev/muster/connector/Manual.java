package dev.muster.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a command line says of one application, as data.
///
/// @param application   as it writes its own name: `PagerDuty`
/// @param tokenVariable where an access token stands in the environment: `PAGERDUTY_TOKEN`
/// @param feeds         how it is said what is read
/// @param where         options that say where is read
/// @param whereInShort  what to check of them when nobody answers there: `--region or --api`
/// @param who           options that say as who, besides the access token
public record Manual(
        String application,
        String tokenVariable,
        FeedChoice feeds,
        List<Option> where,
        String whereInShort,
        List<Option> who) {
    /// The option that names a file with the access token, the same for every application.
    public static final String TOKEN_FILE = "--token-file";

    public Manual {
        where = List.copyOf(where);
        who = List.copyOf(who);
    }

    /// One option, which takes one word.
    ///
    /// @param name  `--region`
    /// @param label stands for the word: `REGION`
    public record Option(String name, String label, String description) {}

    /// How it is said which feeds are read: by the names of groups and the ids of feeds, with commas between.
    ///
    /// @param setting  the setting that the answer is for
    /// @param usual    the answer when nothing is said
    /// @param inWords  what that reads: `who has access to what`
    /// @param groups   all there are, the usual one included
    public record FeedChoice(String setting, String usual, String inWords, List<String> groups) {
        public FeedChoice {
            groups = List.copyOf(groups);
        }
    }

    /// One way to prove to the application who reads.
    ///
    /// @param words            what it is called before the application says more: `Access token`
    /// @param whenRefused      what to check when the application refuses it
    /// @param whenNotPermitted what to do when it may not read something
    /// @param option           the option that asks for it; none for an access token, which is taken from a file,
    ///                         the environment or the terminal
    /// @param answers          the settings it answers, and where from
    public record Means(
            String words,
            String whenRefused,
            String whenNotPermitted,
            @Nullable String option,
            List<Answer> answers) {
        public Means {
            answers = List.copyOf(answers);
        }
    }

    /// The answer to a setting stands in a variable of the environment.
    public record Answer(String setting, String variable) {}
}
