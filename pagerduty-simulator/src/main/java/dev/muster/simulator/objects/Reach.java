package dev.muster.simulator.objects;

import java.util.List;

/// Where the account's data leaves to, what others may start in it, who acts in the name of whom, and labels. May be
/// changed while it is read; safe for many threads.
public final class Reach {

    private final Roster<SimulatedWebhook> webhooks = new Roster<>();
    private final Roster<SimulatedExtension> extensions = new Roster<>();
    private final Roster<SimulatedConnection> connections = new Roster<>();
    private final Roster<SimulatedTrigger> triggers = new Roster<>();

    private final Tags tags = new Tags();
    private final Delegations delegations;

    public Reach(Present present) {
        this.delegations = new Delegations(present);
    }

    /// In the order of `/webhook_subscriptions`.
    public List<SimulatedWebhook> webhooks() {
        return webhooks.list();
    }

    /// In the order of `/extensions`.
    public List<SimulatedExtension> extensions() {
        return extensions.list();
    }

    /// In the order of `/workflows/integrations/connections`.
    public List<SimulatedConnection> connections() {
        return connections.list();
    }

    /// In the order of `/incident_workflows/triggers`.
    public List<SimulatedTrigger> triggers() {
        return triggers.list();
    }

    public Tags tags() {
        return tags;
    }

    /// The tokens that browsers, phones and apps hold for users.
    public Delegations delegations() {
        return delegations;
    }

    /// Adds it, or replaces the one of that id.
    public void add(SimulatedWebhook webhook) {
        webhooks.put(webhook.id(), webhook);
    }

    /// Adds it, or replaces the one of that id.
    public void add(SimulatedExtension extension) {
        extensions.put(extension.id(), extension);
    }

    /// Adds it, or replaces the one of that id.
    public void add(SimulatedConnection connection) {
        connections.put(connection.id(), connection);
    }

    /// Adds it, or replaces the one of that id.
    public void add(SimulatedTrigger trigger) {
        triggers.put(trigger.id(), trigger);
    }
}
