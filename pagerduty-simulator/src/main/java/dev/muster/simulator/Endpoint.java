package dev.muster.simulator;

/// One address of the API. To add one: write a small class, name it in [Endpoints].
interface Endpoint {

    /// `/teams/{id}/members`
    String path();

    /// Answers a GET of a caller who may see more than himself.
    Answer answer(Call call);

    /// Whether a Limited Stakeholder gets an answer too.
    default boolean isPersonal() {
        return false;
    }
}
