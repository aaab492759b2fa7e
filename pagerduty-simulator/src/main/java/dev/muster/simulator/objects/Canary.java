package dev.muster.simulator.objects;

/// The secrets the account shows where PagerDuty shows them. All are made up and hold one mark, so that a test
/// can prove that none was kept.
public final class Canary {

    /// In every secret of every simulated account, and nowhere else.
    public static final String MARK = "canary5b1f9d";

    private Canary() {}

    /// An address of a calendar: who knows it reads it.
    public static String calendar(String scheme, String objectId) {
        return "%s://acme.pagerduty.com/private/%s/feed/%s".formatted(scheme, MARK, objectId);
    }

    /// A key with which anybody may raise an alert.
    public static String integrationKey(String objectId) {
        return MARK + objectId;
    }
}
