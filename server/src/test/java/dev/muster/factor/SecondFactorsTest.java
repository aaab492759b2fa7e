package dev.muster.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.AuditTrail;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.secret.CannotOpen;
import dev.muster.tenant.Role;
import dev.muster.tenant.SomePeople;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.User;
import dev.muster.tenant.Users;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MusterTest
class SecondFactorsTest {
    @Autowired
    private SomePeople people;

    @Autowired
    private Users users;

    @Autowired
    private SecondFactors factors;

    @Autowired
    private FactorsOfMembers ofMembers;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private FreshDatabase database;

    private TenantAccess acme;
    private User ana;

    @BeforeEach
    void a_user() {
        acme = people.tenant("acme");
        ana = users.find(acme.user()).orElseThrow();
    }

    @Test
    void it_is_on_only_after_the_app_has_shown_a_right_code() {
        Draft draft = factors.draft(ana);
        var app = new AuthenticatorApp(draft.key());

        assertThatThrownBy(() -> factors.turnOn(ana, draft.sealed(), "000000".equals(app.code()) ? "1" : "000000", ""))
                .isInstanceOf(InvalidInput.class);
        assertThat(factors.isOn(ana.id())).isFalse();
        assertThat(factors.take(ana, app.code())).isFalse();

        List<String> codes = factors.turnOn(ana, draft.sealed(), app.code(), "");
        assertThat(codes)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("([a-z2-7]{4}-){5}[a-z2-7]{4}"));
        assertThat(factors.of(ana.id())).map(FactorState::codesLeft).contains(10);
        assertThat(factors.among(List.of(ana.id(), people.user("Ben Ode").id())))
                .containsExactly(ana.id());
        assertThat(recorded()).contains("factor.set_up");
    }

    @Test
    void a_code_counts_once_also_on_many_servers_at_the_same_moment() throws Exception {
        AuthenticatorApp app = turnOn(ana);
        assertThat(factors.take(ana, app.code()))
                .as("the code that turned it on")
                .isFalse();

        String next = app.next();
        try (ExecutorService servers = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> taken = servers.invokeAll(Collections.nCopies(8, () -> factors.take(ana, next)));
            long right = 0;
            for (Future<Boolean> one : taken) {
                right += one.get() ? 1 : 0;
            }
            assertThat(right).isEqualTo(1);
        }
        assertThat(factors.take(ana, next.substring(0, 3) + " " + next.substring(3)))
                .isFalse();
    }

    @Test
    void a_recovery_code_counts_once_for_its_user_alone_and_not_after_new_ones_were_made() {
        Draft draft = factors.draft(ana);
        List<String> codes = factors.turnOn(ana, draft.sealed(), new AuthenticatorApp(draft.key()).code(), "");
        User ben =
                users.find(people.member(acme, "Ben Ode", Role.REVIEWER).user()).orElseThrow();
        turnOn(ben);

        assertThat(factors.take(ben, codes.getFirst())).isFalse();
        assertThat(factors.take(ana, codes.getFirst().replace("-", " ").toUpperCase(java.util.Locale.ROOT)))
                .isTrue();
        assertThat(factors.take(ana, codes.getFirst())).isFalse();
        assertThat(factors.of(ana.id())).map(FactorState::codesLeft).contains(9);
        assertThat(recorded()).contains("factor.recovery_code_used");

        List<String> anew = factors.makeCodes(ana);
        assertThat(factors.take(ana, codes.getLast())).isFalse();
        assertThat(factors.take(ana, anew.getLast())).isTrue();
    }

    @Test
    void the_key_is_sealed_for_its_user_and_codes_are_stored_as_hashes() {
        Draft draft = factors.draft(ana);
        List<String> codes = factors.turnOn(ana, draft.sealed(), new AuthenticatorApp(draft.key()).code(), "");
        User ben = people.user("Ben Ode");
        turnOn(ben);
        JdbcClient owner = JdbcClient.create(database.owner());

        String stored = owner.sql(
                        "select string_agg(f::text, ' ') || (select string_agg(c::text, ' ') from recovery_code c)"
                                + " from second_factor f")
                .query(String.class)
                .single();
        assertThat(stored).doesNotContain(draft.key().replace(" ", "")).doesNotContain(codes.getFirst());
        assertThat(draft.toString()).doesNotContain(draft.key());

        owner.sql("update second_factor set sealed_key = (select sealed_key from second_factor where user_id = ?)"
                        + " where user_id = ?")
                .params(ana.id().value(), ben.id().value())
                .update();
        String code = new AuthenticatorApp(draft.key()).next();
        assertThatThrownBy(() -> factors.take(ben, code)).isInstanceOf(CannotOpen.class);
        assertThatThrownBy(() -> factors.turnOn(ben, draft.sealed(), code, "")).isInstanceOf(CannotOpen.class);
    }

    @Test
    void it_is_not_turned_off_while_a_tenant_requires_it_and_only_who_has_one_may_require_it() {
        assertThatThrownBy(() -> ofMembers.require(acme, true)).isInstanceOf(Conflict.class);
        turnOn(ana);
        ofMembers.require(acme, true);

        assertThatThrownBy(() -> factors.turnOff(ana))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("acme");
        assertThat(factors.isOn(ana.id())).isTrue();

        ofMembers.require(acme, false);
        factors.turnOff(ana);
        assertThat(factors.isOn(ana.id())).isFalse();
        assertThat(recorded())
                .contains("tenant.second_factor_required", "tenant.second_factor_left_open", "factor.turned_off");
    }

    private AuthenticatorApp turnOn(User user) {
        Draft draft = factors.draft(user);
        var app = new AuthenticatorApp(draft.key());
        factors.turnOn(user, draft.sealed(), app.code(), "");
        return app;
    }

    private List<String> recorded() {
        return audit.page(acme.id(), AuditFilter.ALL, null, 50).stream()
                .map(AuditEntry::action)
                .toList();
    }
}
