package dev.muster.passkey;

/// The Muster that passkeys are made for.
///
/// @param host   which a passkey belongs to for ever, and the browser compares with its own: `muster.example.org`
/// @param origin of the pages that may ask for one: `https://muster.example.org`, with a port that is not the usual one
record RelyingParty(String host, String origin) {}
