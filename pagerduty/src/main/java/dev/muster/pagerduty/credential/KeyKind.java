package dev.muster.pagerduty.credential;

import dev.muster.connector.Credential;
import dev.muster.connector.Problem;
import dev.muster.connector.Row.AccountKind;
import dev.muster.pagerduty.api.BaseRole;
import dev.muster.pagerduty.api.Feeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a credential turned out to be.
public sealed interface KeyKind {

    /// In words, for the settings page and the certificate.
    String words();

    /// How much it sees, on the scale of [Credential#reach].
    int reach();

    /// Sentences about what it does not show.
    List<String> warnings();

    default Credential credential(@Nullable String account, String fingerprint) {
        return new Credential(words(), reach(), account, fingerprint);
    }

    /// A key of the account as a whole, which no user's permissions limit.
    record AccountKey() implements KeyKind {
        @Override
        public String words() {
            return "Account key, sees private teams too";
        }

        @Override
        public int reach() {
            return 100;
        }

        @Override
        public List<String> warnings() {
            return List.of();
        }
    }

    /// A key of one user, who may not see everything.
    ///
    /// @param role the raw base role: `limited_user`
    /// @param kind whose it seems to be: a person's or a machine's
    record UserKey(String name, String role, AccountKind kind) implements KeyKind {
        @Override
        public String words() {
            return "User key of %s, %s".formatted(name, BaseRole.titleOf(role));
        }

        @Override
        public int reach() {
            return BaseRole.of(role).map(BaseRole::reach).orElse(0);
        }

        @Override
        public List<String> warnings() {
            List<String> warnings = new ArrayList<>();
            if (BaseRole.of(role).filter(BaseRole::seesEverything).isEmpty()) {
                warnings.add("This token belongs to %s (%s) and sees only what that user may see"
                        .formatted(name, BaseRole.titleOf(role)));
            }
            if (kind == AccountKind.HUMAN) {
                warnings.add(
                        "This token is the personal key of %s and ends with that sign-in. Better is a read-only key made with a service account kept for Muster"
                                .formatted(name));
            }
            return warnings;
        }
    }

    /// An OAuth app, which no user's permissions limit, only its scopes.
    ///
    /// @param granted those of the wanted scopes it has
    /// @param wanted  all that the chosen feeds take
    record ScopedApp(Set<String> granted, Set<String> wanted) implements KeyKind {
        public ScopedApp {
            granted = Set.copyOf(granted);
            wanted = Set.copyOf(wanted);
        }

        @Override
        public String words() {
            return "Scoped OAuth app, %d of %d scopes".formatted(granted.size(), wanted.size());
        }

        /// By the scopes every integration takes, so that wanting more does not look like seeing less.
        @Override
        public int reach() {
            Set<String> usual = Scopes.of(Feeds.wanted(Feeds.STANDARD));
            long held = usual.stream().filter(granted::contains).count();
            return (int) (100 * held / usual.size());
        }

        @Override
        public List<String> warnings() {
            List<String> missing = wanted.stream()
                    .filter(scope -> !granted.contains(scope))
                    .sorted()
                    .toList();
            return missing.isEmpty()
                    ? List.of()
                    : List.of("This app has not been given %s, and does not see what that opens"
                            .formatted(String.join(", ", missing)));
        }
    }

    /// A credential of which PagerDuty did not tell whose it is, because the question failed.
    record Untold(Problem why) implements KeyKind {
        @Override
        public String words() {
            return "Token of a kind that PagerDuty did not tell";
        }

        @Override
        public int reach() {
            return 0;
        }

        @Override
        public List<String> warnings() {
            return List.of("It is not known whose token this is: %s. It may see less than all".formatted(why.what()));
        }
    }

    /// An OAuth token of an app, or anything else that PagerDuty does not tell about.
    record ScopedToken() implements KeyKind {
        @Override
        public String words() {
            return "Token without a user, sees what its scopes allow";
        }

        @Override
        public int reach() {
            return 60;
        }

        @Override
        public List<String> warnings() {
            return List.of("PagerDuty does not tell what kind of token this is, so it may see less than all");
        }
    }
}
