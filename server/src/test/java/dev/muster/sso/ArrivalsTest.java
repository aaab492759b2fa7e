package dev.muster.sso;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.database.MusterTest;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Member;
import dev.muster.tenant.Role;
import dev.muster.tenant.TenantAccess;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who of a tenant somebody is whom its provider names.
@MusterTest
class ArrivalsTest extends SignOnScene {
    @Test
    void groups_say_who_joins_with_which_role_and_who_is_out() {
        setUp(
                acme,
                "acme",
                true,
                List.of(
                        new Wanted.GroupRow("cn=auditors,dc=acme", "AUDITOR"),
                        new Wanted.GroupRow("risk", "RISK_MANAGER")));
        String mei = "mei.tanaka@" + domain(email);
        var first = new Visitor(port);
        first.get(provider.signIn(asked(first, mei, ""), inGroups("mei", mei, "cn=auditors,dc=acme", "sales")));

        assertThat(member(mei)).map(Member::role).contains(Role.AUDITOR);
        assertThat(member(mei)).map(Member::name).contains("Mei Tanaka");
        assertThat(actions(acme)).contains("member.arrived");

        var second = new Visitor(port);
        second.get(provider.signIn(asked(second, mei, ""), inGroups("mei", mei, "risk", "cn=auditors,dc=acme")));
        assertThat(member(mei)).map(Member::role).contains(Role.RISK_MANAGER);
        assertThat(audit.all(acme.id(), "member.role_changed"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.actor().name()).isEqualTo("Single sign-on"));

        var third = new Visitor(port);
        HttpResponse<String> out = third.get(provider.signIn(asked(third, mei, ""), inGroups("mei", mei, "sales")));
        assertThat(out.statusCode()).isEqualTo(403);
        assertThat(out.body()).contains("You are in no group that has a role in acme");
        assertThat(isIn(second, acme)).isFalse();
        assertThat(isIn(first, acme)).isFalse();

        var only = new Visitor(port);
        only.get(provider.signIn(asked(only, email, ""), inGroups("ana", email, "risk")));
        assertThat(member(email)).map(Member::role).contains(Role.ADMINISTRATOR);
        assertThat(actions(acme)).contains("member.role_kept");
    }

    @Test
    void whoever_was_removed_stays_out_unless_people_join_by_themselves() {
        TenantAccess ben = people.member(acme, "Ben Ode", Role.REVIEWER);
        String bens = "ben@" + domain(email);
        JdbcClient.create(database.owner())
                .sql("update app_user set email = :email, email_key = :email where id = :user")
                .param("email", bens)
                .param("user", ben.user().value())
                .update();
        var browser = new Visitor(port);
        browser.get(provider.signIn(asked(browser, bens, ""), person("ben", bens)));
        assertThat(isIn(browser, acme)).isTrue();

        members.remove(acme.id(), acme.actor(), ben.user());

        assertThat(isIn(browser, acme)).isFalse();
        HttpResponse<String> back = browser.get(provider.signIn(asked(browser, bens, ""), person("ben", bens)));
        assertThat(back.statusCode()).isEqualTo(403);
        assertThat(back.body()).contains("You are no member of acme");
        setUp(acme, "acme", true, List.of(new Wanted.GroupRow("all", "AUDITOR")));
        browser.get(provider.signIn(asked(browser, bens, ""), inGroups("ben", bens, "all")));
        assertThat(member(bens)).map(Member::role).contains(Role.AUDITOR);
    }

    @Test
    void the_providers_own_name_for_somebody_counts_and_not_their_email() {
        var browser = new Visitor(port);
        browser.get(provider.signIn(asked(browser, email, ""), person("ana", email)));
        String married = "ana.silva@" + domain(email);

        var later = new Visitor(port);
        later.get(provider.signIn(asked(later, married, ""), person("ana", married)));
        assertThat(isIn(later, acme)).isTrue();
        assertThat(member(married)).isEmpty();

        var successor = new Visitor(port);
        HttpResponse<String> sameEmail =
                successor.get(provider.signIn(asked(successor, email, ""), person("another ana", email)));
        assertThat(sameEmail.statusCode()).isEqualTo(403);
        assertThat(sameEmail.body()).contains("comes with another account of the provider");
    }

    private Optional<Member> member(String of) {
        return members.of(acme.id()).stream()
                .filter(member -> member.email().equals(of))
                .findFirst();
    }
}
