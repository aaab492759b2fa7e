package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Json;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.SimulatedDependency;
import dev.muster.simulator.view.Call;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// What one business service rests on and what rests on it, all in one answer. Ends that the caller does not see are
/// named all the same.
final class ServiceDependenciesEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/service_dependencies/business_services/{id}";
    }

    @Override
    public Optional<String> scope() {
        return Optional.of("services.read");
    }

    @Override
    public Answer answer(Call call) {
        return call.view()
                .onCall()
                .dependenciesOf(call.id())
                .map(ServiceDependenciesEndpoint::found)
                .orElseGet(Refusal::notFound);
    }

    private static Answer found(List<SimulatedDependency> dependencies) {
        return Answer.json(Json.write(json -> {
            json.writeStartObject();
            json.writeName("relationships");
            json.writeStartArray();
            dependencies.forEach(dependency -> write(json, dependency));
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private static void write(JsonGenerator json, SimulatedDependency dependency) {
        Row.open(json)
                .object("supporting_service", ref -> write(ref, dependency.supporting()))
                .object("dependent_service", ref -> write(ref, dependency.dependent()))
                .close();
    }

    private static void write(Row reference, SimulatedDependency.End end) {
        reference.text("id", end.id()).text("type", end.type());
    }
}
