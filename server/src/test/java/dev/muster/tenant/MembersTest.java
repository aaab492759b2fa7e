package dev.muster.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.AuditTrail;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MusterTest
class MembersTest {
    @Autowired
    private SomePeople people;

    @Autowired
    private Members members;

    @Autowired
    private Tenants tenants;

    @Autowired
    private Users users;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private TenantTransactions transactions;

    @Autowired
    private FreshDatabase database;

    private TenantAccess acme;

    @BeforeEach
    void a_tenant() {
        acme = people.tenant("acme");
    }

    @Test
    void a_new_tenant_has_its_first_administrator_and_says_so_in_the_record() {
        assertThat(members.of(acme.id()))
                .extracting(Member::user, Member::role)
                .containsExactly(tuple(acme.user(), Role.ADMINISTRATOR));
        assertThat(actions()).containsExactly("member.added", "tenant.created");
    }

    @Test
    void adding_changing_and_removing_a_member_are_each_recorded() {
        TenantAccess ben = people.member(acme, "Ben Ode", Role.REVIEWER);

        members.changeRole(acme.id(), acme.actor(), ben.user(), Role.AUDITOR);
        members.remove(acme.id(), acme.actor(), ben.user());

        assertThat(members.find(acme.id(), ben.user())).isEmpty();
        assertThat(actions()).startsWith("member.removed", "member.role_changed", "member.added");
        AuditEntry change = audit.page(acme.id(), AuditFilter.ALL, null, 2).getLast();
        assertThat(change.details()).containsEntry("before", "Reviewer").containsEntry("after", "Auditor");
        assertThat(change.actor()).isEqualTo(acme.actor());
    }

    @Test
    void the_same_user_is_not_added_twice() {
        User ben = people.user("Ben Ode");
        members.add(acme.id(), acme.actor(), ben, Role.REVIEWER);

        assertThatThrownBy(() -> members.add(acme.id(), acme.actor(), ben, Role.AUDITOR))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("is a member already");
        assertThat(members.find(acme.id(), ben.id())).map(Member::role).contains(Role.REVIEWER);
    }

    @Test
    void the_last_administrator_can_be_neither_demoted_nor_removed() {
        assertThatThrownBy(() -> members.changeRole(acme.id(), acme.actor(), acme.user(), Role.AUDITOR))
                .isInstanceOf(Conflict.class)
                .hasMessage("Ana Lima is the only Administrator and was not given another role."
                        + " Make somebody else Administrator first.");
        assertThatThrownBy(() -> members.remove(acme.id(), acme.actor(), acme.user()))
                .isInstanceOf(Conflict.class);
        assertThat(members.find(acme.id(), acme.user())).map(Member::role).contains(Role.ADMINISTRATOR);
    }

    @Test
    void two_administrators_who_remove_each_other_at_once_leave_one() {
        TenantAccess ben = people.member(acme, "Ben Ode", Role.ADMINISTRATOR);

        Stream.of(acme.user(), ben.user())
                .map(user -> CompletableFuture.runAsync(() -> members.remove(acme.id(), acme.actor(), user)))
                .toList()
                .forEach(removal -> removal.exceptionally(lastOne -> null).join());

        assertThat(members.of(acme.id())).hasSize(1);
    }

    @Test
    void a_member_of_one_tenant_is_invisible_in_another() {
        TenantAccess globex = people.tenant("globex");

        assertThat(members.find(globex.id(), acme.user())).isEmpty();
        assertThat(members.of(globex.id())).extracting(Member::user).containsExactly(globex.user());
        assertThatThrownBy(() -> members.remove(globex.id(), globex.actor(), acme.user()))
                .isInstanceOf(NoSuchThing.class);
    }

    @Test
    void a_statement_that_forgets_the_tenant_still_sees_only_the_transactions_own() {
        people.tenant("globex");
        FreshDatabase.Transactions raw = database.transactions();

        List<UUID> seen = raw.in()
                .read(
                        acme.id(),
                        () -> raw.db()
                                .sql("select tenant_id from member")
                                .query(UUID.class)
                                .list());

        assertThat(seen).containsOnly(acme.id().value());
        assertThat(raw.db()
                        .sql("select tenant_id from member")
                        .query(UUID.class)
                        .list())
                .isEmpty();
    }

    @Test
    void users_see_all_their_own_memberships_and_nobody_elses() {
        TenantAccess globex = people.tenant("globex");
        User ben = people.user("Ben Ode");
        members.add(acme.id(), acme.actor(), ben, Role.REVIEWER);
        members.add(globex.id(), globex.actor(), ben, Role.RISK_MANAGER);

        assertThat(tenants.ofUser(ben.id()))
                .containsExactly(
                        new Membership(acme.tenant(), Role.REVIEWER),
                        new Membership(globex.tenant(), Role.RISK_MANAGER));
        assertThat(tenants.ofUser(acme.user())).containsExactly(new Membership(acme.tenant(), Role.ADMINISTRATOR));
    }

    @Test
    void a_tenant_makes_one_user_of_an_e_mail_whatever_its_case_and_another_tenant_another() {
        TenantAccess globex = people.tenant("globex");
        String email = "ben.ode@" + acme.tenant().slug() + ".example";
        User ofAcme = users.add("Ben Ode", email, acme.id());

        assertThatThrownBy(() -> users.add("Other", email.toUpperCase(Locale.ROOT), acme.id()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("has a sign-in of this tenant already");
        User ofGlobex = users.add("Ben Ode", email.toUpperCase(Locale.ROOT), globex.id());
        assertThat(users.byEmail(email)).containsExactly(ofAcme, ofGlobex);
    }

    @Test
    void all_faults_of_a_user_are_told_at_once() {
        assertThatThrownBy(() -> users.add("x".repeat(10_000), "no\u0000body", null))
                .isInstanceOfSatisfying(
                        InvalidInput.class, input -> assertThat(input.faults()).containsOnlyKeys("name", "email"));
    }

    @Test
    void a_change_without_a_record_does_not_happen() {
        assertThatThrownBy(() -> transactions.write(acme.id(), () -> {
                    User ben = people.user("Ben Ode");
                    members.add(acme.id(), acme.actor(), ben, Role.REVIEWER);
                    audit.record(acme.id(), acme.actor(), "x", "a character no database keeps: \0", Map.of());
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(members.of(acme.id())).hasSize(1);
    }

    private List<String> actions() {
        return audit.page(acme.id(), AuditFilter.ALL, null, 50).stream()
                .map(AuditEntry::action)
                .toList();
    }
}
