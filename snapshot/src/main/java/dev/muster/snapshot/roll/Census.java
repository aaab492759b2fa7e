package dev.muster.snapshot.roll;

import dev.muster.host.Counts;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Counts what is on the roll, as [Counts] says.
public final class Census {
    private final Roll roll;

    private Census(Roll roll) {
        this.roll = roll;
    }

    public static Counts of(Roll roll, Ties ties) {
        var census = new Census(roll);
        IntPredicate isTeam = number -> roll.isOf(Membership.TEAM, number);
        return new Counts(
                census.count(roll::isAccount),
                census.count(number -> roll.isAccount(number) && !roll.isListed(number)),
                census.count(isTeam.and(roll::isResource)),
                census.count(isTeam.and(roll::isStub)),
                census.count(roll::isResource),
                census.count(roll::isStub),
                ties.links(),
                ties.grants(),
                ties.restless());
    }

    private long count(IntPredicate counted) {
        return IntStream.range(0, roll.size()).filter(counted).count();
    }
}
