package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.PathPattern;
import dev.muster.simulator.view.Call;
import java.util.Optional;

/// One address of the API. To add one: write a small class, name it in [Endpoints].
interface Endpoint {

    /// `/teams/{id}/members`
    String path();

    /// Answers a GET of a caller who may see more than himself.
    Answer answer(Call call);

    /// The OAuth scope a token needs for it; none where PagerDuty's API description names none.
    default Optional<String> scope() {
        return Optional.of(PathPattern.of(path()).segments().getFirst() + ".read");
    }

    /// Whether a Limited Stakeholder gets an answer too.
    default boolean isPersonal() {
        return false;
    }
}
