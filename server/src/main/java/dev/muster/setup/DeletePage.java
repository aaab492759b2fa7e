package dev.muster.setup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the page that confirms a deletion shows (`setup/delete`).
///
/// Its form: POST `/t/{tenant}/integrations/{id}/delete` with `confirm`, the integration's name as typed.
///
/// @param waits what can be restored for a while, a line each: `1,214 accounts and 6,902 grants, with their history`
/// @param goes  what is gone at once, a line each
/// @param days  for how many days it can be restored
/// @param fault why the last attempt was not taken, as a sentence
public record DeletePage(
        IntegrationHead head,
        List<String> waits,
        List<String> goes,
        long days,
        @Nullable String fault) {
    public DeletePage {
        waits = List.copyOf(waits);
        goes = List.copyOf(goes);
    }
}
