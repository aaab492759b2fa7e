package dev.muster.simulator;

import dev.muster.simulator.account.Region;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.Ids;
import dev.muster.simulator.view.Caller;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The keys of one account in one region. Each follows from the seed, the region and its owner, so a restart keeps
/// them and the other region has others.
final class Keys {

    private static final String SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 20;
    private static final String BEARER = "Bearer ";
    private static final Pattern HEADER = Pattern.compile("Token token=(\"?)([^\"]+)\\1");

    private final SimulatedAccount account;
    private final Region region;
    private final OAuthApp app;
    private volatile String accountKey;
    private int replaced;
    private final Map<String, Caller> callers = new ConcurrentHashMap<>();

    Keys(SimulatedAccount account, Region region, OAuthApp app) {
        this.account = account;
        this.region = region;
        this.app = app;
        this.accountKey = key("account");
        callers.put(accountKey, new Caller.AccountKey());
    }

    String accountKey() {
        return accountKey;
    }

    /// Ends the account key and gives another. The first after that of the beginning is always the same, and so on.
    synchronized String replaceAccountKey() {
        String next = key("account " + ++replaced);
        callers.put(next, new Caller.AccountKey());
        callers.remove(accountKey);
        accountKey = next;
        return next;
    }

    String userKey(String userId) {
        if (account.user(userId).isEmpty()) {
            throw new NoSuchElementException(
                    "User %s is not in the simulated account, so there is no key to give".formatted(userId));
        }
        String key = key("user " + userId);
        callers.put(key, new Caller.UserKey(userId));
        return key;
    }

    /// None when the header is missing, has another form, or the key or token is not, or no longer, anybody's.
    Optional<Caller> caller(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        if (authorization.startsWith(BEARER)) {
            return app.caller(authorization.substring(BEARER.length()));
        }
        var header = HEADER.matcher(authorization);
        return header.matches()
                ? Optional.ofNullable(callers.get(header.group(2))).filter(this::stillThere)
                : Optional.empty();
    }

    private boolean stillThere(Caller caller) {
        return switch (caller) {
            case Caller.AccountKey() -> true;
            case Caller.App(var scopes) -> true;
            case Caller.UserKey(var userId) -> account.user(userId).isPresent();
        };
    }

    private String key(String owner) {
        var random = new Random(account.seed() * 31 + (region + owner).hashCode());
        return Ids.random(random, SIGNS, LENGTH, "");
    }
}
