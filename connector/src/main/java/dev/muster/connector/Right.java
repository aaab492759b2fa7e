package dev.muster.connector;

import java.util.Comparator;

/// Something an account can do with an object. Applications word their levels of access in many ways; rights are what
/// they amount to, the same words for all levels of one application.
///
/// @param id    as addresses, files and the API name it: `manage_team`
/// @param title as pages show it: `Manage team`
/// @param rank  the more power, the higher; no two rights of an application have the same
/// @param acts  whether it goes beyond looking: who has it may change something, or make something happen
public record Right(String id, String title, int rank, boolean acts) implements Comparable<Right> {
    private static final Comparator<Right> BY_POWER =
            Comparator.comparingInt(Right::rank).thenComparing(Right::id);

    public Right {
        if (!id.matches("[a-z][a-z0-9_]*") || title.isBlank()) {
            throw new IllegalArgumentException(
                    "A right needs a title, and an id of small letters, not '%s' '%s'".formatted(id, title));
        }
    }

    /// One that goes beyond looking, as do all of which nobody says otherwise.
    public Right(String id, String title, int rank) {
        this(id, title, rank, true);
    }

    /// From least to most power.
    @Override
    public int compareTo(Right other) {
        return BY_POWER.compare(this, other);
    }
}
