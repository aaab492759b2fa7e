package dev.muster.simulator.endpoints;

import dev.muster.simulator.account.PlanFeature;
import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.CursorListing;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.SimulatedChange;
import dev.muster.simulator.objects.SimulatedChange.Details;
import dev.muster.simulator.objects.SimulatedChange.References;
import dev.muster.simulator.objects.SimulatedReference;
import dev.muster.simulator.view.Call;
import dev.muster.simulator.view.Times;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Who changed what, newest first. Only account keys and administrators may ask.
final class AuditRecordsEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/audit/records";
    }

    @Override
    public Optional<String> scope() {
        return Optional.of("audit_records.read");
    }

    @Override
    public Answer answer(Call call) {
        var view = call.view();
        if (!view.planHas(PlanFeature.AUDIT_RECORDS)) {
            return Refusal.notInPlan(PlanFeature.AUDIT_RECORDS.ability());
        }
        if (!view.isAdministrator()) {
            return Refusal.accessDenied();
        }
        var trail = view.reach().audit();
        return switch (AuditQuery.of(call.query(), trail.now())) {
            case AuditQuery.Wrong(var refusal) -> refusal;
            case AuditQuery.Wanted wanted ->
                new CursorListing<SimulatedChange>(
                                "records", false, SimulatedChange::id, (json, change) -> write(json, call, change))
                        .answer(
                                call.query(),
                                trail.between(wanted.since(), wanted.until()).stream()
                                        .filter(wanted::includes)
                                        .toList());
        };
    }

    private static void write(JsonGenerator json, Call call, SimulatedChange change) {
        var row = Row.open(json, call.view().rawFields("audit_record", change.id()))
                .text("id", change.id())
                .nothing("self")
                .text("execution_time", Times.text(change.at()))
                .object(
                        "execution_context",
                        context ->
                                context.text("request_id", change.requestId()).text("remote_address", address(change)));
        writeReferences(row, "actors", change.by().who());
        row.object(
                        "method",
                        method -> method.nothing("description")
                                .text("truncated_token", change.by().truncatedToken())
                                .text("type", change.by().method()))
                .object("root_resource", change.on()::write)
                .text("action", change.action());
        writeDetails(row, change.details());
        row.close();
    }

    private static void writeDetails(Row row, @Nullable Details details) {
        if (details == null) {
            row.nothing("details");
            return;
        }
        row.object("details", inner -> {
            inner.object("resource", details.resource()::write);
            writeList(
                    inner,
                    "fields",
                    details.fields(),
                    (field, change) -> field.text("name", change.name())
                            .nothing("description")
                            .text("value", change.value())
                            .text("before_value", change.before()));
            writeList(inner, "references", details.references(), AuditRecordsEndpoint::write);
        });
    }

    private static void write(Row row, References references) {
        row.text("name", references.name()).nothing("description");
        writeReferences(row, "added", references.added());
        writeReferences(row, "removed", references.removed());
    }

    private static void writeReferences(Row row, String field, @Nullable List<SimulatedReference> references) {
        writeList(row, field, references, (inner, reference) -> reference.write(inner));
    }

    private static <T> void writeList(Row row, String field, @Nullable List<T> items, BiConsumer<Row, T> content) {
        if (items == null) {
            row.nothing(field);
        } else {
            row.array(field, items, content);
        }
    }

    /// From where somebody worked: personal data no reader needs. Single sign-on has none.
    private static @Nullable String address(SimulatedChange change) {
        return change.by().who() == null
                ? null
                : "203.0.113.%d".formatted(Math.floorMod(change.id().hashCode(), 254) + 1);
    }
}
