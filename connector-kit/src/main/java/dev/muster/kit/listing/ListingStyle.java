package dev.muster.kit.listing;

/// How one service lists things, where services differ.
///
/// @param service as sentences name it
/// @param ceiling no offset reaches beyond this many records
/// @param page    where an answer tells of its page
/// @param slices  how parts of a listing are asked for that is too long to be shown whole
public record ListingStyle(String service, int ceiling, PageFields page, SliceQueries slices) {

    /// The fields of an answer that tell of its page.
    ///
    /// @param more  whether more follow
    /// @param total records of the whole listing
    /// @param limit how many records a page has at most
    /// @param next  cursor of the page that follows
    public record PageFields(String more, String total, String limit, String next) {}

    /// What is asked for a part of a listing, and by which fields of its records a part is told.
    ///
    /// @param count      how many there are, at the price of one record
    /// @param total      that a page tells the total
    /// @param fromTheEnd the listing sorted by name from its other end
    /// @param ofTeam     what belongs to a team, up to its id; may be repeated
    /// @param named      what has some letters in its name, up to them
    /// @param name       field that holds the name
    /// @param email      field that holds the e-mail, which may be looked into too
    /// @param teams      field that lists the teams, each with an `id`
    public record SliceQueries(
            String count,
            String total,
            String fromTheEnd,
            String ofTeam,
            String named,
            String name,
            String email,
            String teams) {}
}
