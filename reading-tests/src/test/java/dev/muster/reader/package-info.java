/// A small reader of PagerDuty that shares no code with the connector: it is written from PagerDuty's pages, asks one
/// page after the other, and says what Muster should say of an account.
@NullMarked
package dev.muster.reader;

import org.jspecify.annotations.NullMarked;
