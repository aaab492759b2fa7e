package dev.muster.simulator.view;

import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.SimulatedTeam;
import tools.jackson.core.JsonGenerator;

/// Writes teams as `/teams` shows them.
public final class TeamJson {

    private final View view;
    private final Links links;

    public TeamJson(Call call) {
        this.view = call.view();
        this.links = call.links();
    }

    public void write(JsonGenerator json, SimulatedTeam team) {
        var row = Row.open(json, view.rawFields("team", team.id()));
        Identity.of(team, "team")
                .write(row, links)
                .text("name", team.name())
                .text("description", team.description())
                .text("default_role", team.defaultRole())
                .nothing("parent")
                .close();
    }
}
