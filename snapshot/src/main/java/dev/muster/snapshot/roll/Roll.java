package dev.muster.snapshot.roll;

import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.snapshot.sheet.Words;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Everybody and everything named so far, by a number each: what the listings say of them, in few bytes.
///
/// Numbers follow the order of first mention, so accounts that a listing shows come in its order.
public final class Roll {
    private final Numbering keys = new Numbering();
    private final Texts texts = new Texts();
    /// Where in the texts an entry begins, plus one; zero for what is named and not listed.
    private final IntList begins = new IntList();
    /// Accounts that are listed, and those that only hold something.
    private final BitSet accounts = new BitSet();

    private final BitSet listedAccounts = new BitSet();
    private final Set<String> accountTypes = new HashSet<>();
    /// What grants and links lead to, listed or not.
    private final BitSet ends = new BitSet();
    /// What records tell of things that no listing has shown yet, by their numbers.
    private final Map<Integer, Row.Mentioned> named = new HashMap<>();
    private final Listings listings = new Listings();

    /// An account as it was listed, or a stub of one that is only referred to.
    ///
    /// @param state      `active`, `invited`; `absent` when the listing of accounts does not show it;
    ///                   `unknown` when no such listing was read to its end
    /// @param email      empty when the application sent none
    /// @param attributes in the order of their names
    public record Person(
            String id, String name, String email, String kind, String state, Map<String, String> attributes) {}

    /// A resource, listed or only referred to.
    ///
    /// @param name       of what was not listed, what references call it, or its id
    /// @param attributes of what no listing shows: `stub`, and `deleted` when references tell
    public record Thing(String type, String id, String name, Map<String, String> attributes) {}

    /// The number of whatever has this key; a new one at its first mention.
    public int number(Key key) {
        int number = keys.of(name(key));
        if (number == begins.size()) {
            begins.add(0);
        }
        return number;
    }

    /// How many numbers were given.
    public int size() {
        return begins.size();
    }

    /// Notes that something holds access, listed or not.
    int holder(Key account) {
        int number = number(account);
        accounts.set(number);
        return number;
    }

    /// Notes that a grant or a link leads to something, listed or not.
    int end(Key key) {
        int number = accountTypes.contains(key.type()) ? holder(key) : number(key);
        ends.set(number);
        return number;
    }

    /// Notes that a record names something, listed or not, and what it is called there. A name that comes with the
    /// time of deletion says most.
    public int name(Row.Mentioned mentioned) {
        Key key = mentioned.key();
        int number = accountTypes.contains(key.type()) ? holder(key) : number(key);
        boolean tells = mentioned.name() != null || mentioned.deletedAt() != null;
        if (tells && !isListed(number)) {
            named.merge(number, mentioned, (one, other) -> one.deletedAt() == null ? other : one);
        }
        return number;
    }

    public boolean isOf(String type, int number) {
        return key(number).type().equals(type);
    }

    public boolean isAccount(int number) {
        return accounts.get(number);
    }

    public boolean isListed(int number) {
        return begins.get(number) != 0;
    }

    /// What is known of the listings, by the types they show.
    public Listings listings() {
        return listings;
    }

    /// Whether this is a resource: one that is listed or a stub.
    public boolean isResource(int number) {
        return !isAccount(number) && (isListed(number) || isStub(number));
    }

    /// Whether this is a resource that no listing shows. A grant or a link that leads there is enough; what is only
    /// named is one if a listing showed others of its type.
    public boolean isStub(int number) {
        return !isAccount(number)
                && !isListed(number)
                && (ends.get(number) || listings.haveShown(key(number).type()));
    }

    /// Whether a listing should have shown this, because everything of its type was listed, and did not.
    public boolean isMissing(int number) {
        return !isListed(number) && listings.areWhole(key(number).type());
    }

    /// The same of something that need not have a number.
    public boolean isMissing(Key key) {
        return !isListed(key) && listings.areWhole(key.type());
    }

    /// Whether a listing shows this, which need not have a number.
    public boolean isListed(Key key) {
        int number = keys.find(name(key));
        return number >= 0 && isListed(number);
    }

    /// @return whether it was not listed before
    public boolean list(Row.Account account) {
        int number = holder(account.key());
        if (!begin(number)) {
            return false;
        }
        listedAccounts.set(number);
        accountTypes.add(account.key().type());
        texts.add(Words.lower(account.kind()));
        texts.add(Words.lower(account.state()));
        texts.add(account.name());
        texts.add(orEmpty(account.email()));
        add(account.attributes());
        return true;
    }

    /// @return whether it was not listed before
    public boolean list(Row.Resource resource) {
        if (!begin(number(resource.key()))) {
            return false;
        }
        texts.add(resource.name());
        add(resource.attributes());
        return true;
    }

    public Person person(int number) {
        Key key = key(number);
        if (!listedAccounts.get(number)) {
            String state = isMissing(number) ? "absent" : "unknown";
            return new Person(key.id(), nameTold(number), "", "unknown", state, deletionTold(number));
        }
        Texts.Reader entry = entry(number);
        String kind = entry.next();
        String state = entry.next();
        return new Person(key.id(), entry.next(), entry.next(), kind, state, attributes(entry));
    }

    /// Whatever has this number, an account too.
    public Thing thing(int number) {
        Key key = key(number);
        if (!isListed(number)) {
            Map<String, String> attributes = new TreeMap<>(deletionTold(number));
            if (isStub(number)) {
                attributes.put("stub", "true");
            }
            return new Thing(key.type(), key.id(), nameTold(number), attributes);
        }
        if (listedAccounts.get(number)) {
            Person person = person(number);
            return new Thing(key.type(), key.id(), person.name(), person.attributes());
        }
        Texts.Reader entry = entry(number);
        return new Thing(key.type(), key.id(), entry.next(), attributes(entry));
    }

    /// What a reference calls it, or its id.
    private String nameTold(int number) {
        Row.Mentioned mentioned = named.get(number);
        return mentioned == null || mentioned.name() == null ? key(number).id() : mentioned.name();
    }

    private Map<String, String> deletionTold(int number) {
        Row.Mentioned mentioned = named.get(number);
        return mentioned == null || mentioned.deletedAt() == null
                ? Map.of()
                : Map.of("deleted", mentioned.deletedAt().toString());
    }

    private boolean begin(int number) {
        if (isListed(number)) {
            return false;
        }
        named.remove(number);
        begins.set(number, texts.end() + 1);
        return true;
    }

    private Texts.Reader entry(int number) {
        return texts.from(begins.get(number) - 1);
    }

    private static String name(Key key) {
        return key.type() + '/' + key.id();
    }

    private Key key(int number) {
        String text = keys.text(number);
        int end = text.indexOf('/');
        return new Key(text.substring(0, end), text.substring(end + 1));
    }

    private void add(Map<String, String> attributes) {
        texts.add(Integer.toString(attributes.size()));
        attributes.forEach((name, value) -> {
            texts.add(name);
            texts.add(value);
        });
    }

    private static Map<String, String> attributes(Texts.Reader entry) {
        Map<String, String> attributes = new TreeMap<>();
        for (int left = Integer.parseInt(entry.next()); left > 0; left--) {
            attributes.put(entry.next(), entry.next());
        }
        return attributes;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
