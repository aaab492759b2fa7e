package dev.muster.setup;

import dev.muster.web.Moment;
import java.util.List;

/// What the page of deleted integrations shows (`setup/deleted`): GET `/t/{tenant}/integrations/deleted`.
///
/// Each row has a form: POST `/t/{tenant}/integrations/deleted/{id}/restore`.
///
/// @param rows the newest deletion first
/// @param days for how many days each is kept
public record DeletedPage(List<Row> rows, long days) {
    public DeletedPage {
        rows = List.copyOf(rows);
    }

    /// @param id          in addresses
    /// @param application its name
    /// @param by          who deleted it
    public record Row(String id, String name, String application, String by, Moment deletedAt, Moment keptUntil) {}
}
