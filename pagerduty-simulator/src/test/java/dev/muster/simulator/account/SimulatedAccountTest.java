package dev.muster.simulator.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.simulator.objects.BaseRole;
import dev.muster.simulator.objects.SimulatedMember;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatedAccountTest {

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "1,1", "2,3", "60,6", "1000,80"})
    void the_same_numbers_give_the_same_account(int users, int teams) {
        var one = SimulatedAccount.of(users, teams, 42);
        var other = SimulatedAccount.of(users, teams, 42);

        assertThat(one.users()).isEqualTo(other.users()).hasSize(users);
        assertThat(one.teams()).isEqualTo(other.teams()).hasSize(teams);
        assertThat(one.teams())
                .allSatisfy(team -> assertThat(one.membersOf(team.id())).isEqualTo(other.membersOf(team.id())));
    }

    @Test
    void the_basic_tier_is_the_same_account_with_five_roles_and_without_the_abilities_of_advanced_permissions() {
        var advanced = SimulatedAccount.of(200, 6, 1);
        var basic = SimulatedAccount.ofBasicTier(200, 6, 1);

        assertThat(rolesOf(basic))
                .containsExactlyInAnyOrder("owner", "admin", "user", "limited_user", "read_only_user");
        assertThat(basic.abilities())
                .doesNotContain("permissions_service", "team_responders")
                .contains("teams", "sso");
        assertThat(advanced.abilities()).contains("permissions_service", "team_responders");
        assertThat(basic.users())
                .extracting(SimulatedUser::id)
                .containsExactlyElementsOf(
                        advanced.users().stream().map(SimulatedUser::id).toList());
        assertThat(basic.users())
                .filteredOn(user -> user.role().equals("owner"))
                .hasSize(1);
    }

    @Test
    void an_account_of_a_size_is_the_one_it_always_was() {
        var account = SimulatedAccount.of(300, 40, 42);
        var members = new CRC32();
        account.teams()
                .forEach(team ->
                        members.update(account.membersOf(team.id()).toString().getBytes(StandardCharsets.UTF_8)));

        assertThat(members.getValue()).isEqualTo(531_990_047L);
    }

    @Test
    void another_seed_gives_another_account() {
        assertThat(SimulatedAccount.of(60, 6, 1).users())
                .isNotEqualTo(SimulatedAccount.of(60, 6, 2).users());
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void fifty_users_hold_all_roles_one_owner_and_one_open_invitation(long seed) {
        var account = SimulatedAccount.of(50, 5, seed);

        assertThat(rolesOf(account))
                .isEqualTo(Arrays.stream(BaseRole.values()).map(BaseRole::value).collect(Collectors.toSet()));
        assertThat(account.users()).filteredOn(BaseRole.OWNER::is).hasSize(1);
        assertThat(account.users())
                .filteredOn(SimulatedUser::invitationSent)
                .singleElement()
                .matches(user -> !BaseRole.OWNER.is(user));
    }

    @Test
    void a_big_account_has_unique_ids_and_addresses_and_fields_of_every_kind() {
        var users = SimulatedAccount.of(9500, 900, 7).users();

        assertThat(users)
                .extracting(SimulatedUser::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("P[A-Z0-9]{6}"));
        assertThat(users)
                .extracting(SimulatedUser::email)
                .doesNotHaveDuplicates()
                .allMatch(SimulatedAccountTest::isAscii);
        assertThat(users).filteredOn(SimulatedUser::invitationSent).hasSize(190);
        assertThat(users).extracting(SimulatedUser::jobTitle).containsNull().anyMatch(title -> title != null);
        assertThat(users).extracting(SimulatedUser::description).containsNull().anyMatch(text -> text != null);
        assertThat(users).extracting(SimulatedUser::createdViaSso).contains(true, false);
        assertThat(users).allMatch(user -> user.name().length() <= 100);
        assertThat(users)
                .extracting(SimulatedUser::name)
                .anyMatch(name -> name.length() > 90)
                .anyMatch(name -> name.contains("'"));
    }

    @ParameterizedTest
    @CsvSource({"60,6", "2000,150"})
    void teams_follow_the_rules(int users, int teams) {
        var account = SimulatedAccount.of(users, teams, 3);

        assertThat(account.teams()).extracting(SimulatedTeam::isPrivate).contains(true, false);
        assertThat(account.teams()).extracting(SimulatedTeam::name).doesNotHaveDuplicates();
        assertThat(account.team(account.users().getLast().id()))
                .as("id shared by a user and a team")
                .isPresent();
        assertThat(account.users())
                .filteredOn(user -> user.role().startsWith("read_only"))
                .allMatch(user -> user.teamIds().isEmpty());
        assertThat(memberRolesOf(account)).containsExactlyInAnyOrder("manager", "responder", "observer");
    }

    @Test
    void what_users_say_of_their_teams_is_what_member_lists_say() {
        var account = SimulatedAccount.of(500, 40, 11);

        assertThat(account.users())
                .allSatisfy(user -> assertThat(account.teams())
                        .filteredOn(team -> account.isMember(team.id(), user.id()))
                        .extracting(SimulatedTeam::id)
                        .containsExactlyElementsOf(user.teamIds()));
    }

    @Test
    void a_member_who_joins_changes_role_and_leaves_shows_on_both_sides() {
        var account = SimulatedAccount.empty();
        account.addUser(SimulatedUser.named("PUSER01", "Ana Lima", "ana.lima@acme.example"));
        account.addTeam(SimulatedTeam.named("PTEAM01", "Payments"));

        account.addMember("PTEAM01", "PUSER01", "observer");
        account.setMemberRole("PTEAM01", "PUSER01", "conductor");

        assertThat(account.membersOf("PTEAM01")).containsExactly(new SimulatedMember("PUSER01", "conductor"));
        assertThat(account.user("PUSER01").orElseThrow().teamIds()).containsExactly("PTEAM01");

        account.removeMember("PTEAM01", "PUSER01");

        assertThat(account.membersOf("PTEAM01")).isEmpty();
        assertThat(account.user("PUSER01").orElseThrow().teamIds()).isEmpty();
    }

    @Test
    void a_removed_user_leaves_his_teams_and_a_forgotten_one_stays_in_them() {
        var account = SimulatedAccount.of(60, 6, 1);
        var team = account.teams().getFirst().id();
        var removed = account.membersOf(team).getFirst().userId();
        var forgotten = account.membersOf(team).getLast().userId();

        account.removeUser(removed);
        account.forgetUser(forgotten);

        assertThat(account.users()).extracting(SimulatedUser::id).doesNotContain(removed, forgotten);
        assertThat(account.membersOf(team))
                .extracting(SimulatedMember::userId)
                .contains(forgotten)
                .doesNotContain(removed);
    }

    @Test
    void a_removed_team_is_named_by_nobody() {
        var account = SimulatedAccount.of(60, 6, 1);
        var team = account.teams().getFirst().id();

        account.removeTeam(team);

        assertThat(account.teams()).hasSize(5);
        assertThat(account.membersOf(team)).isEmpty();
        assertThat(account.users()).noneMatch(user -> user.teamIds().contains(team));
    }

    @Test
    void changing_what_is_not_there_says_so() {
        var account = SimulatedAccount.of(2, 1, 1);

        assertThatThrownBy(() -> account.setRole("PNOBODY", "user"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("PNOBODY");
        assertThatThrownBy(() -> account.addMember("PNOTEAM", "PNOBODY", "manager"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("PNOTEAM");
        assertThatThrownBy(() -> SimulatedAccount.of(-1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Set<String> rolesOf(SimulatedAccount account) {
        return account.users().stream().map(SimulatedUser::role).collect(Collectors.toSet());
    }

    private static Set<String> memberRolesOf(SimulatedAccount account) {
        Set<String> roles = new HashSet<>();
        for (var team : account.teams()) {
            List<SimulatedMember> members = account.membersOf(team.id());
            members.forEach(member -> roles.add(member.role()));
        }
        return roles;
    }

    private static boolean isAscii(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }
}
