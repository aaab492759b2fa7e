package dev.muster.snapshot.roll;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Gives each different text the next number, from 0 on. Exact, and about twelve bytes a text beside its
/// letters.
public final class Numbering {
    private static final int NONE = -1;

    private final Texts texts = new Texts();
    private final IntList begins = new IntList();
    private int[] slots = emptySlots(1 << 10);

    /// The text's number; its own new one when it was not seen before.
    int of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int slot = slotOf(bytes);
        if (slots[slot] != NONE) {
            return slots[slot];
        }
        int number = begins.size();
        slots[slot] = number;
        begins.add(texts.end());
        texts.add(bytes);
        if (begins.size() * 4L > slots.length * 3L) {
            grow();
        }
        return number;
    }

    /// The text's number; below zero when it was not seen before.
    int find(String text) {
        return slots[slotOf(text.getBytes(StandardCharsets.UTF_8))];
    }

    /// Whether the text is new; from now on it is not.
    public boolean isNew(String text) {
        int before = begins.size();
        return of(text) == before;
    }

    String text(int number) {
        return texts.from(begins.get(number)).next();
    }

    int size() {
        return begins.size();
    }

    private int slotOf(byte[] bytes) {
        int mask = slots.length - 1;
        int slot = spread(bytes) & mask;
        while (slots[slot] != NONE && !texts.from(begins.get(slots[slot])).nextIs(bytes)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        slots = emptySlots(slots.length * 2);
        int mask = slots.length - 1;
        for (int number = 0; number < begins.size(); number++) {
            int slot = spread(text(number).getBytes(StandardCharsets.UTF_8)) & mask;
            while (slots[slot] != NONE) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = number;
        }
    }

    /// Ids differ in a few characters only, so their bits are mixed before some of them choose a slot.
    private static int spread(byte[] bytes) {
        int hash = Arrays.hashCode(bytes) * 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }

    private static int[] emptySlots(int length) {
        int[] empty = new int[length];
        Arrays.fill(empty, NONE);
        return empty;
    }
}
