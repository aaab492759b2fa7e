package dev.muster.custom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.AccessRules;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.AccessRules.Question;
import dev.muster.connector.Right;
import dev.muster.form.FileForm;
import dev.muster.form.FileForm.LevelForm;
import dev.muster.form.FileForm.TableForm;
import dev.muster.form.Meaning;
import dev.muster.form.TableKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the levels of a file amount to.
class FileRulesTest {
    private static final AccessRules PAYROLL = rules(false, "View", "Edit", "Approve");

    @Test
    void a_level_is_a_right_by_its_own_name_and_gives_no_other() {
        Decision decided = decide(PAYROLL, Map.of(), "Approve", "View");

        assertThat(titles(decided.rights())).containsExactly("View", "Approve");
        assertThat(decided.certain()).isTrue();
        assertThat(decided.bounded()).isFalse();
        assertThat(decided.sentence()).isEqualTo("Holds View and Approve");
        assertThat(decide(PAYROLL, Map.of()).sentence()).isEqualTo("Holds nothing on it");
        assertThat(PAYROLL.bound()).isEmpty();
    }

    @Test
    void what_a_level_allows_that_nobody_named_is_open() {
        Decision decided = decide(PAYROLL, Map.of(), "Pay out", "Edit");

        assertThat(titles(decided.rights())).containsExactly("Edit");
        assertThat(titles(decided.open())).containsExactly("View", "Approve");
        assertThat(decided.sentence()).isEqualTo("Holds Edit and Pay out; nobody has said what Pay out allows");
        assertThat(decide(PAYROLL, Map.of(), "Pay out").sentence()).startsWith("Holds Pay out;");
    }

    @Test
    void what_was_not_read_leaves_all_open_but_what_is_held() {
        Decision decided = decide(PAYROLL, Map.of("grants", "Grants were not read since 22 Nov 2026"), "View");

        assertThat(titles(decided.rights())).containsExactly("View");
        assertThat(titles(decided.open())).containsExactly("Edit", "Approve");
        assertThat(decided.sentence()).isEqualTo("Not certain, because Grants were not read since 22 Nov 2026");
    }

    @Test
    void where_groups_hold_access_no_answer_is_the_last_word() {
        AccessRules rules = rules(true, "View");

        assertThat(decide(rules, Map.of(), "View").bounded()).isTrue();
        assertThat(decide(rules, Map.of()).bounded()).isTrue();
        assertThat(rules.bound()).contains("the files do not say who is in it");
    }

    @Test
    void every_level_has_an_id_of_its_own_that_addresses_take() {
        AccessRules rules = rules(false, "Read/Write", "read write", "All", "2nd line", "Чтение", "Запись", "*Admin*");

        List<String> ids = rules.kinds().getFirst().rights().stream()
                .sorted()
                .map(Right::id)
                .toList();
        assertThat(ids)
                .doesNotHaveDuplicates()
                .startsWith("read_write")
                .contains("level_all", "level_2nd_line", "admin")
                .allMatch(id -> id.matches("[a-z][a-z0-9_]*"));
        assertThat(ids.get(1)).startsWith("read_write_");
        assertThat(ids.get(4)).startsWith("level_");
    }

    @Test
    void there_are_no_rules_before_a_level_is_named() {
        assertThat(FileRules.of(form(false))).isEmpty();
    }

    private static Decision decide(AccessRules rules, Map<String, String> unread, String... held) {
        return rules.decide(
                new Question(Map.of(), Set.of(), CustomApplication.RESOURCE, List.of(), Set.of(held), unread));
    }

    private static List<String> titles(Set<Right> rights) {
        return rights.stream().sorted().map(Right::title).toList();
    }

    private static AccessRules rules(boolean groups, String... levels) {
        return FileRules.of(form(groups, levels)).orElseThrow();
    }

    private static FileForm form(boolean groups, String... levels) {
        Map<String, Meaning> columns = new LinkedHashMap<>();
        columns.put("Who", Meaning.ACCOUNT_EMAIL);
        columns.put("Group", groups ? Meaning.GROUP : Meaning.NOT_USED);
        columns.put("What", Meaning.RESOURCE_NAME);
        columns.put("Level", Meaning.LEVEL);
        return new FileForm(
                List.of(new TableForm(groups ? TableKind.GRANTS : TableKind.ACCESS, columns)),
                Arrays.stream(levels)
                        .map(level -> new LevelForm(level, level, false))
                        .toList());
    }
}
