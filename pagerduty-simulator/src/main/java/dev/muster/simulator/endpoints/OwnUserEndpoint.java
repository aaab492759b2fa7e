package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.view.Call;
import java.util.Optional;

/// The user behind the key. An account key has none. What PagerDuty says to an app that asks is not documented; here
/// it is told the same as an account key.
final class OwnUserEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/users/me";
    }

    @Override
    public Optional<String> scope() {
        return Optional.empty();
    }

    @Override
    public Answer answer(Call call) {
        return call.view().self().map(self -> UserEndpoint.found(call, self)).orElseGet(Refusal::notAUser);
    }

    @Override
    public boolean isPersonal() {
        return true;
    }
}
