package dev.muster.resource;

import dev.muster.resource.Duty.How;
import dev.muster.web.Moment;
import org.jspecify.annotations.Nullable;

/// Says how and when somebody is called.
///
/// @param isNewest whether the newest data is shown: only that can say anything about now
record DutyWords(boolean isNewest) {

    /// What stands before the time, or by itself where there is none.
    String of(Duty duty) {
        return switch (duty.how()) {
            case NOW -> now(duty.turn());
            case NEXT -> "next, from";
            case ALWAYS -> "always";
            case IN_TURN -> "takes turns";
        };
    }

    private String now(Turn turn) {
        if (turn.end() == null) {
            return isNewest ? "on call now" : "on call then";
        }
        if (!isNewest) {
            return "on call then, until";
        }
        return turn.isOver() ? "on call until" : "on call now, until";
    }

    /// When it begins, if that is still to come, and otherwise when it ends; none when nobody said.
    @Nullable
    static Moment at(Duty duty) {
        return switch (duty.how()) {
            case NOW -> duty.turn().end();
            case NEXT -> duty.turn().start();
            case ALWAYS, IN_TURN -> null;
        };
    }

    /// Whether somebody is called at this moment, as far as the data goes.
    boolean isNow(Duty duty) {
        return isNewest && duty.how() == How.NOW && !duty.turn().isOver();
    }
}
