package dev.muster.database;

import org.jspecify.annotations.Nullable;

/// Which PostgreSQL to use: none named means the embedded one. Prints no password.
///
/// @param url         `MUSTER_DATABASE_URL`: `jdbc:postgresql://host:5432/muster` or `postgresql://...`
/// @param user        `MUSTER_DATABASE_USER`: owns the tables and runs the migrations
/// @param password    `MUSTER_DATABASE_PASSWORD`
/// @param appUser     `MUSTER_DATABASE_APP_USER`: the application's role, when the owner may not make it
/// @param appPassword `MUSTER_DATABASE_APP_PASSWORD`
record DatabaseSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @Nullable String appUser,
        @Nullable String appPassword) {

    static DatabaseSettings embedded() {
        return new DatabaseSettings(null, null, null, null, null);
    }

    boolean isExternal() {
        return url != null && !url.isBlank();
    }

    @Override
    public String toString() {
        return isExternal() ? "DatabaseSettings[external, user %s]".formatted(user) : "DatabaseSettings[embedded]";
    }
}
