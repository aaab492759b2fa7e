package dev.muster.simulator;

/// The licence of one user.
final class UserLicenceEndpoint implements Endpoint {

    @Override
    public String path() {
        return "/users/{id}/license";
    }

    @Override
    public Answer answer(Call call) {
        if (!call.view().showsLicences()) {
            return Refusal.error(403, "Cannot read license allocations", 0);
        }
        return call.view().user(call.id()).map(UserLicenceEndpoint::found).orElseGet(Refusal::notFound);
    }

    private static Answer found(SimulatedUser user) {
        return Answer.json(Json.write(json -> Row.open(json)
                .object("license", licence -> Licence.of(user).write(licence))
                .close()));
    }
}
