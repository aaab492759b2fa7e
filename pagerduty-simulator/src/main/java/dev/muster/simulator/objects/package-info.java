/// What an account is made of: users, teams, policies, schedules, services and all that refers to them, as values; and
/// the lists they are kept in.
///
/// Start reading at [SimulatedUser], and at [Roster] for the lists.
@NullMarked
package dev.muster.simulator.objects;

import org.jspecify.annotations.NullMarked;
