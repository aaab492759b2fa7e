package dev.muster.simulator;

import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.Licence;
import dev.muster.simulator.objects.OnCallSetup;
import dev.muster.simulator.objects.Reach;
import dev.muster.simulator.objects.SimulatedBusinessService;
import dev.muster.simulator.objects.SimulatedChange;
import dev.muster.simulator.objects.SimulatedConnection;
import dev.muster.simulator.objects.SimulatedExtension;
import dev.muster.simulator.objects.SimulatedOnCall;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.objects.SimulatedSchedule;
import dev.muster.simulator.objects.SimulatedService;
import dev.muster.simulator.objects.SimulatedShiftSchedule;
import dev.muster.simulator.objects.SimulatedTrigger;
import dev.muster.simulator.objects.SimulatedWebhook;
import dev.muster.simulator.objects.Tags;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Puts null into the fields of one record of every kind, those aside that tell which record it is.
final class NullFields {

    private final SimulatedAccount account;

    private NullFields(SimulatedAccount account) {
        this.account = account;
    }

    static void into(SimulatedAccount account) {
        var nulls = new NullFields(account);
        nulls.inPeople();
        nulls.inLicences();
        nulls.inOnCall();
        nulls.inServices();
        nulls.inReach();
        nulls.inPast();
    }

    /// Somebody other than the owner.
    private void inPeople() {
        put("user", account.users().get(1).id(), "job_title", "description", "html_url", "summary", "self");
        put("user", account.users().get(1).id(), "time_zone", "teams", "contact_methods", "notification_rules");
        account.teams().forEach(team -> {
            put("team", team.id(), "summary", "self", "html_url", "description", "default_role");
            first(account.membersOf(team.id()), member -> member.idIn(team)).ifPresent(id -> put("member", id, "role"));
        });
    }

    private void inLicences() {
        put("license", Licence.FULL_USER.id(), "description", "valid_roles", "role_group", "current_value");
        put("license_allocation", account.users().get(1).id(), "allocated_at");
    }

    private void inOnCall() {
        OnCallSetup setup = account.onCallSetup();
        first(setup.policies(), SimulatedPolicy::id)
                .ifPresent(id -> put("escalation_policy", id, "description", "escalation_rules", "services", "teams"));
        first(setup.schedules(), SimulatedSchedule::id)
                .ifPresent(id -> put("schedule", id, "time_zone", "users", "escalation_policies", "teams"));
        first(setup.shiftSchedules(), SimulatedShiftSchedule::id)
                .ifPresent(id -> put("schedule_v3", id, "time_zone", "users", "rotations", "teams"));
        first(setup.onCalls(), SimulatedOnCall::id)
                .ifPresent(id -> put("oncall", id, "escalation_level", "schedule", "start", "end"));
    }

    private void inServices() {
        OnCallSetup setup = account.onCallSetup();
        first(setup.services(), SimulatedService::id)
                .ifPresent(id -> put("service", id, "description", "status", "escalation_policy", "teams"));
        first(setup.businessServices(), SimulatedBusinessService::id)
                .ifPresent(id -> put("business_service", id, "description", "point_of_contact", "team"));
    }

    private void inReach() {
        Reach reach = account.reach();
        first(reach.webhooks(), SimulatedWebhook::id)
                .ifPresent(id -> put("webhook_subscription", id, "description", "delivery_method", "events", "filter"));
        first(reach.extensions(), SimulatedExtension::id)
                .ifPresent(
                        id -> put("extension", id, "endpoint_url", "extension_objects", "extension_schema", "config"));
        first(reach.connections(), SimulatedConnection::id)
                .ifPresent(id -> put(
                        "workflow_integration_connection", id, "service_url", "scopes", "teams", "apps", "created_by"));
        first(reach.triggers(), SimulatedTrigger::id)
                .ifPresent(id -> put("workflow_trigger", id, "services", "workflow", "workflow_name", "permissions"));
        first(reach.tags().list(), Tags.Tag::id).ifPresent(id -> put("tag", id, "summary", "label"));
        account.users().stream()
                .flatMap(user -> reach.delegations().of(user.id()).stream())
                .findFirst()
                .ifPresent(token -> put("oauth_delegation", token.id(), "created_at", "expires_at", "scope"));
    }

    private void inPast() {
        first(account.audit().records(), SimulatedChange::id)
                .ifPresent(id -> put("audit_record", id, "execution_context", "actors", "method", "details"));
    }

    private void put(String type, String id, String... fields) {
        for (String field : fields) {
            account.putRawField(type, id, field, "null");
        }
    }

    private static <T> Optional<String> first(List<T> all, Function<T, String> id) {
        return all.stream().findFirst().map(id);
    }
}
