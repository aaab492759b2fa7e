package dev.muster.settings;

import java.util.List;
import java.util.UUID;

/// Who answers for what a member leaves behind (`settings/leaving`): POST `.../members/{user}/remove` with
/// `successor-{integration}` for each.
///
/// @param self whether the viewer removes themself
public record LeavingView(UUID user, String name, String tenant, boolean self, List<Left> left, List<Choice> members) {

    public LeavingView {
        left = List.copyOf(left);
        members = List.copyOf(members);
    }

    /// @param primary   whether they are the primary owner; a secondary one need not be replaced
    /// @param successor user who is proposed
    public record Left(UUID integration, String name, boolean primary, UUID successor) {}

    /// Somebody who may answer for it.
    public record Choice(UUID user, String name) {}
}
