package dev.muster.reader;

import dev.muster.reader.PlainApi.Unreadable;

/// Takes what can be read. A list that cannot be read to its end tells nothing; where a list belongs to something, that
/// is true of this one thing alone.
final class Sight {
    final Facts facts = new Facts();

    /// One list and what it tells.
    interface Part {
        void into(Facts found) throws Unreadable, InterruptedException;
    }

    void add(Part... parts) throws InterruptedException {
        for (Part part : parts) {
            isReadable(part);
        }
    }

    /// The list that belongs to one thing.
    void add(String type, String id, Part part) throws InterruptedException {
        if (!isReadable(part)) {
            facts.unread(type, id);
        }
    }

    private boolean isReadable(Part part) throws InterruptedException {
        Facts found = new Facts();
        try {
            part.into(found);
        } catch (Unreadable notShown) {
            return false;
        }
        facts.add(found);
        return true;
    }
}
