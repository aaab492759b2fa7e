package dev.muster.simulator.view;

import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.Canary;

/// Addresses of a schedule's calendars, which anybody who knows them can read. Shown to people; a read-only key
/// of the account never gets them.
public final class Calendars {

    private Calendars() {}

    public static void write(Row schedule, View view, String id) {
        if (view.self().isPresent()) {
            schedule.text("http_cal_url", Canary.calendar("https", id))
                    .text("web_cal_url", Canary.calendar("webcal", id))
                    .text("personal_http_cal_url", Canary.calendar("https", id + "/own"))
                    .text("personal_web_cal_url", Canary.calendar("webcal", id + "/own"));
        }
    }
}
