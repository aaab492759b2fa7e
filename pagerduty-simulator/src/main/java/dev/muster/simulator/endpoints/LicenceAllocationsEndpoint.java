package dev.muster.simulator.endpoints;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Listing;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.Allocation;
import dev.muster.simulator.view.Call;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// Who holds which licence since when, in another order than `/users` and without a total.
final class LicenceAllocationsEndpoint implements Endpoint {

    private static final OffsetDateTime FIRST_CONTRACT =
            OffsetDateTime.of(LocalDate.of(2022, 3, 1), LocalTime.of(9, 0), ZoneOffset.ofHours(-8));
    private static final int DAYS_OF_CONTRACT = 1_200;

    @Override
    public String path() {
        return "/license_allocations";
    }

    @Override
    public Optional<String> scope() {
        return Optional.of("licenses.read");
    }

    @Override
    public Answer answer(Call call) {
        if (!call.view().showsLicences()) {
            return Refusal.error(403, "Cannot read license allocations", 0);
        }
        return new Listing<Allocation>(
                        "license_allocations",
                        Listing.DEFAULT_LIMIT,
                        false,
                        (json, allocation) -> write(json, call, allocation))
                .answer(call.query().with("total", "false"), call.view().allocations());
    }

    private static void write(JsonGenerator json, Call call, Allocation allocation) {
        Row.open(json, call.view().rawFields("license_allocation", allocation.userId()))
                .object("user", ref -> ref.text("id", allocation.userId()).text("type", "user_reference"))
                .object("license", licence -> allocation.licence().write(licence))
                .text("allocated_at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(since(allocation.userId())))
                .close();
    }

    /// Any day of the contract, but for one user always the same.
    private static OffsetDateTime since(String userId) {
        return FIRST_CONTRACT.plusDays(Math.floorMod(userId.hashCode(), DAYS_OF_CONTRACT));
    }
}
