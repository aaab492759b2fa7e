package dev.muster.simulator;

/// The user behind the key. An account key has none.
final class OwnUserEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/users/me";
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
