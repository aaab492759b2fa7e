package dev.muster.simulator.view;

import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.Canary;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Writes users as `/users` shows them.
public final class UserJson {

    private final View view;
    private final Links links;

    public UserJson(Call call) {
        this.view = call.view();
        this.links = call.links();
    }

    /// As in the list of users.
    public void write(JsonGenerator json, SimulatedUser user) {
        row(json, user).close();
    }

    /// As one user alone. The holder of the key gets the addresses of his own calendars too, which anybody who
    /// knows them can read.
    public void writeAlone(JsonGenerator json, SimulatedUser user) {
        var row = row(json, user);
        if (view.self().filter(user::equals).isPresent()) {
            row.text("personal_http_cal_url", Canary.calendar("https", user.id()))
                    .text("personal_web_cal_url", Canary.calendar("webcal", user.id()));
        }
        row.close();
    }

    private Row row(JsonGenerator json, SimulatedUser user) {
        var row = Row.open(json, view.rawFields("user", user.id()))
                .text("name", user.name())
                .text("email", user.email())
                .text("time_zone", user.timeZone())
                .text("color", user.color())
                .text("avatar_url", "https://avatars.acme.example/" + user.id() + ".png")
                .flag("billed", true)
                .text("role", user.role())
                .text("description", user.description())
                .flag("invitation_sent", user.invitationSent())
                .text("job_title", user.jobTitle())
                .flag("created_via_sso", user.createdViaSso())
                .array(
                        "teams",
                        view.teamsOf(user),
                        (ref, team) -> Identity.of(team, "team_reference").write(ref, links))
                .array("contact_methods", List.of(user), this::contactMethod)
                .array("notification_rules", List.of(user), this::notificationRule)
                .array("coordinated_incidents", List.of(), (ref, none) -> {});
        return Identity.of(user, "user").write(row, links);
    }

    private void contactMethod(Row row, SimulatedUser user) {
        belonging(row, user, "email_contact_method_reference", "Default", "contact_methods");
    }

    private void notificationRule(Row row, SimulatedUser user) {
        belonging(row, user, "assignment_notification_rule_reference", "0 minutes: email", "notification_rules");
    }

    /// What belongs to a user has an address in the API and none on the web.
    private void belonging(Row row, SimulatedUser user, String type, String summary, String collection) {
        String id = "P" + new StringBuilder(user.id().substring(1)).reverse();
        row.text("id", id)
                .text("type", type)
                .text("summary", summary)
                .text("self", links.self("/users/" + user.id() + "/" + collection + "/" + id))
                .nothing("html_url");
    }
}
