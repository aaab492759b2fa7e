package dev.muster.pagerduty;

import dev.muster.connector.ConnectorContract;
import dev.muster.connector.FarSide;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;

/// A scoped OAuth app keeps all that an access token keeps.
class OAuthAppContractTest extends ConnectorContract {

    @Override
    protected FarSide whole() {
        return account();
    }

    @Override
    protected FarSide breakingAt(String feed, int request) {
        SimulatedPagerDuty far = account();
        int status = feed.equals("credential") && request == 2 ? 401 : 503; // what only labels breaks nothing else
        Requests.ofApp(feed, request).from(far.faults()).answer(new Fault.Status(status));
        return far;
    }

    @Override
    protected FarSide refusing() {
        SimulatedPagerDuty far = account();
        return far.app(far.simulator.clientId(), "thisSecretIsNobodysAtAll", far.simulator.subdomain());
    }

    private static SimulatedPagerDuty account() {
        return SimulatedPagerDuty.with(SimulatedAccount.of(130, 12, 7)).app();
    }
}
