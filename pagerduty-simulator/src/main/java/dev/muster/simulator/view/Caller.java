package dev.muster.simulator.view;

import java.util.List;

/// Whose key a request carries.
public sealed interface Caller {

    /// Which requests are counted together against the rate limit.
    String bucket();

    /// The account's read-only key: sees everything, changes nothing.
    record AccountKey() implements Caller {
        @Override
        public String bucket() {
            return "account";
        }
    }

    /// A token of the OAuth app: sees what its scopes name, limited by no user. All its tokens share one bucket.
    record App(List<String> scopes) implements Caller {
        @Override
        public String bucket() {
            return "app";
        }
    }

    /// A key of a user: sees what he sees. All his keys share one bucket.
    record UserKey(String userId) implements Caller {
        @Override
        public String bucket() {
            return "user " + userId;
        }
    }
}
