package dev.muster.simulator.view;

import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.AuditTrail;
import dev.muster.simulator.objects.SimulatedConnection;
import dev.muster.simulator.objects.SimulatedDelegation;
import dev.muster.simulator.objects.SimulatedExtension;
import dev.muster.simulator.objects.SimulatedTrigger;
import dev.muster.simulator.objects.SimulatedWebhook;
import dev.muster.simulator.objects.Tags;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What one caller sees of the account's webhooks, extensions, connections, triggers, tags, tokens and changes.
public final class ReachView {

    private final SimulatedAccount account;
    private final View view;

    ReachView(SimulatedAccount account, View view) {
        this.account = account;
        this.view = view;
    }

    /// Those about a team that is not seen are not seen either.
    public List<SimulatedWebhook> webhooks() {
        return account.reach().webhooks().stream().filter(this::isSeen).toList();
    }

    public List<SimulatedExtension> extensions() {
        return account.reach().extensions();
    }

    public List<SimulatedConnection> connections() {
        return account.reach().connections();
    }

    /// All of them: privacy of teams does not cover workflows.
    public List<SimulatedTrigger> triggers() {
        return account.reach().triggers();
    }

    public List<Tags.Tag> tags() {
        return account.reach().tags().list();
    }

    public Optional<Tags.Tag> tag(String id) {
        return account.reach().tags().tag(id);
    }

    public List<String> taggedUsers(Tags.Tag tag) {
        return tagged(tag, "users").stream()
                .filter(id -> view.user(id).isPresent())
                .toList();
    }

    public List<String> taggedTeams(Tags.Tag tag) {
        return tagged(tag, "teams").stream()
                .filter(id -> view.team(id).isPresent())
                .toList();
    }

    public List<String> taggedPolicies(Tags.Tag tag) {
        return tagged(tag, "escalation_policies").stream()
                .filter(id -> view.onCall().policy(id).isPresent())
                .toList();
    }

    public List<SimulatedDelegation> delegationsOf(String userId) {
        return account.reach().delegations().of(userId);
    }

    public AuditTrail audit() {
        return account.audit();
    }

    private List<String> tagged(Tags.Tag tag, String kind) {
        return account.reach().tags().labelled(tag.id(), kind);
    }

    private boolean isSeen(SimulatedWebhook webhook) {
        return !webhook.about().equals("team_reference")
                || view.team(Objects.requireNonNullElse(webhook.aboutId(), "")).isPresent();
    }
}
