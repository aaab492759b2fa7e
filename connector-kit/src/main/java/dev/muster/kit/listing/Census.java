package dev.muster.kit.listing;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is known of a listing too long to be shown whole: its records, and what the slices read so far have shown about
/// the far side.
final class Census {
    /// Some known records may be gone by now.
    private static final double ROOM_FOR_CHANGE = 0.98;

    private final Map<String, Known> known = new HashMap<>();
    private @Nullable Sample sample;
    private boolean keepsOrder = true;
    private boolean looksAtEmail;
    private boolean isEmailRefuted;

    int size() {
        return known.size();
    }

    @Nullable
    Known get(String id) {
        return known.get(id);
    }

    /// Whether it was not known before.
    boolean add(String id, Known record) {
        if (known.putIfAbsent(id, record) != null) {
            return false;
        }
        if (looksAtEmail) {
            record.addEmail();
        }
        if (sample != null) {
            sample.add(record);
        }
        return true;
    }

    Stream<String> texts() {
        return known.values().stream().map(Known::text);
    }

    /// Whether slices seem to list their records in the order of the plain list.
    boolean keepsOrder() {
        return keepsOrder;
    }

    void distrustOrder() {
        keepsOrder = false;
    }

    /// Whether letters are looked for in e-mails too.
    boolean looksAtEmail() {
        return looksAtEmail;
    }

    /// Letters seem to be looked for in e-mails too. Whether that is news; what was refuted is not believed again.
    boolean lookAtEmail() {
        if (looksAtEmail || isEmailRefuted) {
            return false;
        }
        looksAtEmail = true;
        known.values().forEach(Known::addEmail);
        sample = null;
        return true;
    }

    /// A slice that has much fewer records than are known of it shows that letters are not looked for in e-mails
    /// after all, so whatever was concluded from that is forgotten.
    boolean refutesEmail(long size, long knownOfIt) {
        if (!looksAtEmail || size >= knownOfIt * ROOM_FOR_CHANGE - 2) {
            return false;
        }
        looksAtEmail = false;
        isEmailRefuted = true;
        known.values().forEach(Known::forgetEmail);
        sample = null;
        return true;
    }

    /// Known records of a slice.
    Tally of(Slice slice) {
        Tally tally = new Tally();
        for (Known record : known.values()) {
            if (slice.holds(record)) {
                tally.count(record);
            }
        }
        return tally;
    }

    /// Made when it is first asked for, and kept from then on.
    Sample sample() {
        if (sample == null) {
            Sample made = new Sample();
            known.values().forEach(made::add);
            sample = made;
        }
        return sample;
    }

    /// A slice was read, so what is still unknown is less likely to be like what it holds.
    ///
    /// @param left the share of its unknown records that is still unknown
    void weaken(Slice slice, double left) {
        Sample changed = sample();
        for (Known record : known.values()) {
            if (record.weight() > 0 && slice.holds(record)) {
                changed.weaken(record, left);
            }
        }
        if (slice instanceof Slice.Named(String letters)) {
            changed.weaken(letters, left);
        }
    }
}
