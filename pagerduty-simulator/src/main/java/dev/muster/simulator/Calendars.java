package dev.muster.simulator;

/// Addresses of a schedule's calendars, which anybody who knows them can read. Shown to people; a read-only key
/// of the account never gets them.
final class Calendars {

    private Calendars() {}

    static void write(Row schedule, View view, String id) {
        if (view.self().isPresent()) {
            schedule.text("http_cal_url", Canary.calendar("https", id))
                    .text("web_cal_url", Canary.calendar("webcal", id))
                    .text("personal_http_cal_url", Canary.calendar("https", id + "/own"))
                    .text("personal_web_cal_url", Canary.calendar("webcal", id + "/own"));
        }
    }
}
