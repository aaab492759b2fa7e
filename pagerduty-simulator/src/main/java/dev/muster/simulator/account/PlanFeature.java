package dev.muster.simulator.account;

/// What a plan may lack although no name on `/abilities` says so: its addresses then answer 402.
public enum PlanFeature {
    AUDIT_RECORDS("audit_trail"),
    INCIDENT_WORKFLOWS("incident_workflows"),
    WORKFLOW_INTEGRATIONS("workflow_integrations"),
    OAUTH_DELEGATIONS("oauth_delegations"),
    TAGS("tags");

    private final String ability;

    PlanFeature(String ability) {
        this.ability = ability;
    }

    /// As the refusal names it.
    public String ability() {
        return ability;
    }
}
