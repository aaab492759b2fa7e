package dev.muster.firststart;

import java.util.Map;

/// What the page of the first start shows (`firststart/firstStart`): the first tenant and its Administrator.
/// Its form: POST `/first-start` with `code` (hidden), `tenantName`, `slug`, `name`, `email`, `password`.
///
/// @param faults sentence by field name
public record FirstStartView(
        String code, String tenantName, String slug, String name, String email, Map<String, String> faults) {

    public FirstStartView {
        faults = Map.copyOf(faults);
    }

    /// The code lets its bearer in; it stays out of logs.
    @Override
    public String toString() {
        return "FirstStartView[" + tenantName + ", (secret)]";
    }
}
