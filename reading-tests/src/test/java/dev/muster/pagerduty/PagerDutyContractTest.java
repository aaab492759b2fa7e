package dev.muster.pagerduty;

import dev.muster.connector.ConnectorContract;
import dev.muster.connector.FarSide;
import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;

class PagerDutyContractTest extends ConnectorContract {

    @Override
    protected FarSide whole() {
        return account();
    }

    @Override
    protected FarSide breakingAt(String feed, int request) {
        SimulatedPagerDuty far = account();
        int status = feed.equals("credential") ? 401 : 503; // what only labels breaks nothing but by a refusal
        Requests.of(feed, request).from(far.faults()).answer(new Fault.Status(status));
        return far;
    }

    @Override
    protected FarSide refusing() {
        return account().token("thisKeyIsNobodysAtAll");
    }

    private static SimulatedPagerDuty account() {
        return SimulatedPagerDuty.with(SimulatedAccount.of(new AccountSizes(130, 12, 105, 103, 7, 110, 104, 102), 7));
    }
}
