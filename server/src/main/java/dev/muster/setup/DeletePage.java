package dev.muster.setup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the page that confirms a deletion shows (`setup/delete`).
///
/// Its form: POST `/t/{tenant}/integrations/{id}/delete` with `confirm`, the integration's name as typed.
///
/// @param goes  what will be gone, a line each: `1,214 accounts and 6,902 grants, with their history since 3 Mar 2026`
/// @param fault why the last attempt was not taken, as a sentence
public record DeletePage(
        IntegrationHead head, List<String> goes, @Nullable String fault) {
    public DeletePage {
        goes = List.copyOf(goes);
    }
}
