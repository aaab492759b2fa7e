package dev.muster.snapshot.roll;

import dev.muster.connector.Key;
import dev.muster.connector.Row;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Which resource belongs to or drives which, kept as [Holdings] are: the end a link is shown at, the other end, and
/// where its words begin.
public final class Links {
    public static final String FROM = "from";
    private static final String TO = "to";

    private final Roll roll;
    private final Holdings ends = new Holdings();
    private final Texts texts = new Texts();

    public Links(Roll roll) {
        this.roll = roll;
    }

    /// A link as one of its ends sees it.
    ///
    /// @param direction  `from` when it comes from the other end, `to` when it goes there
    /// @param attributes in the order of their names
    public record Seen(String relation, String direction, Roll.Thing other, Map<String, String> attributes) {}

    /// Notes a link at one of its ends; nothing when it is none of them.
    public void add(Key end, Row.Link link) {
        if (link.to().equals(end)) {
            add(end, FROM, link.from(), link);
        } else if (link.from().equals(end)) {
            add(end, TO, link.to(), link);
        }
    }

    /// Found by the end they are shown at.
    public Holdings.Grouped byEnd() {
        return ends.byAccount(roll.size());
    }

    /// @param links as [#byEnd] gave them when the last was added
    public void each(Holdings.Grouped links, int end, Consumer<Seen> each) {
        links.each(end, link -> each.accept(seen(link)));
    }

    private void add(Key end, String direction, Key other, Row.Link link) {
        ends.add(roll.number(end), roll.number(other), texts.end());
        texts.add(link.relation());
        texts.add(direction);
        texts.add(Integer.toString(link.attributes().size()));
        link.attributes().forEach((name, value) -> {
            texts.add(name);
            texts.add(value);
        });
    }

    private Seen seen(int link) {
        Texts.Reader words = texts.from(ends.value(link));
        String relation = words.next();
        String direction = words.next();
        Map<String, String> attributes = new TreeMap<>();
        for (int left = Integer.parseInt(words.next()); left > 0; left--) {
            attributes.put(words.next(), words.next());
        }
        return new Seen(relation, direction, roll.thing(ends.resource(link)), attributes);
    }
}
