package dev.muster.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.problem.InvalidInput;
import dev.muster.setup.IntegrationsPage.Row;
import dev.muster.web.Address;
import dev.muster.web.Badge;
import dev.muster.web.Head;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntegrationOrderTest {
    private static final List<Row> ROWS = List.of(
            row("payroll", Badge.ON_HOLD, "Ben"),
            row("Ledger", Badge.CONNECTED, "Cem"),
            row("Zoo", Badge.PAUSED, "ana"));

    @Test
    void rows_stay_as_they_are_until_an_address_asks_for_a_column_either_way() {
        assertThat(sorted("")).containsExactly("payroll", "Ledger", "Zoo");
        assertThat(sorted("name")).containsExactly("Ledger", "payroll", "Zoo");
        assertThat(sorted("-name")).containsExactly("Zoo", "payroll", "Ledger");
        assertThat(sorted("status")).containsExactly("Ledger", "payroll", "Zoo");
        assertThat(sorted("owner")).containsExactly("Zoo", "payroll", "Ledger");
        assertThatThrownBy(() -> sorted("-colour"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Known are name, status, owner");
    }

    @Test
    void a_head_leads_to_its_order_and_once_more_to_the_other_way_round() {
        List<Head> heads = IntegrationOrder.parse("name").heads(Address.of("/t/acme/integrations"));

        assertThat(heads.getFirst()).isEqualTo(new Head("Application", "ascending", "/t/acme/integrations?sort=-name"));
        assertThat(heads.getLast()).isEqualTo(new Head("Owner", null, "/t/acme/integrations?sort=owner"));
    }

    private static List<String> sorted(String sort) {
        return IntegrationOrder.parse(sort).sorted(ROWS).stream().map(Row::name).toList();
    }

    private static Row row(String name, Badge badge, String owner) {
        var standing = new Standing(badge, "Data available", false, null, true, false, null);
        return new Row(name, name, "", standing, owner, 0, null, null, null, null, false);
    }
}
