/// What every connector to a web API would write again, and no connector's own.
///
/// Start reading at `client.Api`, which asks one thing and sees to it that there is an answer, and at `listing.Walk`,
/// which turns pages into a whole listing. Below them `transport` sends: it has one method for an API, and that method
/// can only GET; `answer` reads what came back. Above them `feed` writes what was read. What differs between services
/// is given as data: a `client.Dialect` and a `listing.ListingStyle`.
@NullMarked
package dev.muster.kit;

import org.jspecify.annotations.NullMarked;
