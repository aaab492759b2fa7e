package dev.muster.reader;

import java.util.Set;

/// What PagerDuty says of an account, told as Muster should tell it.
final class PlainReader {
    private PlainReader() {}

    static Facts read(PlainApi api) throws InterruptedException {
        Sight sight = new Sight();
        Set<String> users = new PlainPeople(api, sight).read();
        new PlainObjects(api, sight, users).read();
        new PlainReach(api, sight).read();
        return sight.facts;
    }
}
