package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Json;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.Licence;
import dev.muster.simulator.view.Call;
import java.util.Optional;

/// The licence of one user; 404 when he has none.
final class UserLicenceEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/users/{id}/license";
    }

    @Override
    public Optional<String> scope() {
        return Optional.of("licenses.read");
    }

    @Override
    public Answer answer(Call call) {
        if (!call.view().showsLicences()) {
            return Refusal.error(403, "Cannot read license allocations", 0);
        }
        return call.view()
                .user(call.id())
                .flatMap(call.view()::licenceOf)
                .map(UserLicenceEndpoint::found)
                .orElseGet(Refusal::notFound);
    }

    private static Answer found(Licence held) {
        return Answer.json(Json.write(json ->
                Row.open(json).object("license", licence -> held.write(licence)).close()));
    }
}
