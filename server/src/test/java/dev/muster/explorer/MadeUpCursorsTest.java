package dev.muster.explorer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient;
import dev.muster.ScriptedIntegration;
import dev.muster.database.MusterTest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/// A cursor that no list gave out is answered with rows or refused, whatever is in it: it reaches statements.
@MusterTest
class MadeUpCursorsTest {
    private static final List<String> PARTS = List.of("x", "99999999999999999999", "2026-02-31T25:61:61Z");
    private static final int MOST_COLUMNS = 5;

    @Test
    void no_list_breaks_on_one(@Autowired ApplicationContext server) {
        ScriptedIntegration watched = ScriptedIntegration.synced(server, 3, 2);
        ApiClient api = watched.api();
        String one = watched.path();
        List<String> broken = new ArrayList<>();

        for (String list : List.of(
                "/audit",
                "/changes",
                "/grants",
                "/grants?sort=since",
                "/people",
                "/people/accounts-of-one-email",
                "/people/accounts-without-person",
                "/people/leavers",
                "/people/successors",
                one + "/accounts",
                one + "/accounts/P0/access",
                one + "/changes?from=1&to=1",
                one + "/resources",
                one + "/resources/team/T0/access",
                one + "/runs")) {
            for (String cursor : cursors()) {
                ApiClient.Answer answer = api.get(list + (list.contains("?") ? "&" : "?") + "after=" + cursor);
                if (answer.status() != 200 && answer.status() != 422) {
                    broken.add("%s after %s: %d".formatted(list, cursor, answer.status()));
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    /// Of every number of columns that a list has, with a right count of rows at their end or without.
    private static List<String> cursors() {
        List<String> cursors = new ArrayList<>(List.of("!", ".", "AA", column("x"), column("99999999999999999999")));
        for (String part : PARTS) {
            for (int columns = 1; columns <= MOST_COLUMNS; columns++) {
                String key = String.join(".", Collections.nCopies(columns, column(part)));
                cursors.add(key + "." + column("1"));
            }
        }
        return cursors;
    }

    private static String column(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
