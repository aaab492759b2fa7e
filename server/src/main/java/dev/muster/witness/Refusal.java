package dev.muster.witness;

import dev.muster.audit.Actor;
import dev.muster.audit.Circumstances;
import java.util.Map;

/// Something that was refused or failed, as the record is to tell it.
///
/// @param who by what it is counted beside the action: an id or an address
record Refusal(
        Actor actor,
        String action,
        String subject,
        Map<String, String> details,
        Circumstances circumstances,
        String who) {
    Refusal {
        details = Map.copyOf(details);
    }

    String cause() {
        return action + " " + who;
    }
}
