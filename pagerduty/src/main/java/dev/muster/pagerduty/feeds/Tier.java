package dev.muster.pagerduty.feeds;

import dev.muster.connector.Problem;
import dev.muster.pagerduty.api.BaseRole;
import dev.muster.pagerduty.credential.Probe;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which set of roles an account has. A finding, with its proof: no ability is documented as meaning Advanced
/// Permissions, but a private team and two base roles exist only there.
///
/// @param tier  what is found
/// @param proof why, in a sentence without a full stop
public record Tier(Kind tier, String proof) {
    /// Where the account as a whole tells it.
    public static final String ATTRIBUTE = "tier";
    /// Where it tells why.
    static final String PROOF = "tier_proof";

    private static final Set<String> ABILITIES = Set.of("permissions_service", "team_responders");

    public enum Kind {
        ADVANCED,
        BASIC,
        /// Nothing proves the one or the other.
        UNKNOWN;

        /// `Advanced Permissions`
        String words() {
            return switch (this) {
                case ADVANCED -> "Advanced Permissions";
                case BASIC -> "Basic permissions";
                case UNKNOWN -> "Tier unknown";
            };
        }

        /// As attributes name it: `advanced`.
        String value() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// What an attribute names; unknown when it names nothing known.
        public static Kind of(@Nullable String value) {
            return value == null
                    ? UNKNOWN
                    : switch (value) {
                        case "advanced" -> ADVANCED;
                        case "basic" -> BASIC;
                        default -> UNKNOWN;
                    };
        }
    }

    /// Whether a base role exists with Advanced Permissions only.
    static boolean provesAdvanced(String role) {
        return BaseRole.of(role).filter(BaseRole::isOfAdvancedOnly).isPresent();
    }

    /// @param proof     what only Advanced Permissions have, in words; empty when nothing of the kind was met
    /// @param abilities what the plan includes
    /// @param unread    what was not read to its end and could hold such a proof; none when all was read
    public static Tier of(Optional<String> proof, Probe.Abilities abilities, Optional<String> unread) {
        if (proof.isPresent()) {
            return new Tier(Kind.ADVANCED, proof.get());
        }
        return switch (abilities) {
            case Probe.Abilities.Untold(Problem why) -> new Tier(Kind.UNKNOWN, why.what());
            case Probe.Abilities.Told told -> byAbilities(told, unread);
        };
    }

    private static Tier byAbilities(Probe.Abilities.Told told, Optional<String> unread) {
        Optional<String> name =
                told.names().stream().filter(ABILITIES::contains).sorted().findFirst();
        if (name.isPresent()) {
            return new Tier(Kind.ADVANCED, "The plan includes " + name.get());
        }
        if (told.names().isEmpty()) {
            return new Tier(Kind.UNKNOWN, "PagerDuty names no ability of the plan");
        }
        return unread.map(why -> new Tier(Kind.UNKNOWN, why))
                .orElseGet(() -> new Tier(
                        Kind.BASIC,
                        "No private team, no Observer, no Restricted Access, and no ability of Advanced Permissions"));
    }
}
