package dev.muster.snapshot.roll;

import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/// Who holds what on what, in twelve bytes each.
public final class Holdings {
    private final IntList accounts = new IntList();
    private final IntList resources = new IntList();
    private final IntList values = new IntList();

    /// @param account  number of the account on the roll
    /// @param resource number of the resource on the roll
    /// @param value    number of the value
    void add(int account, int resource, int value) {
        accounts.add(account);
        resources.add(resource);
        values.add(value);
    }

    public int account(int holding) {
        return accounts.get(holding);
    }

    public int resource(int holding) {
        return resources.get(holding);
    }

    int value(int holding) {
        return values.get(holding);
    }

    /// Found by their account.
    ///
    /// @param numbers how many numbers the roll has given
    public Grouped byAccount(int numbers) {
        return new Grouped(accounts::get, accounts.size(), numbers);
    }

    /// Found by their resource.
    public Grouped byResource(int numbers) {
        return new Grouped(resources::get, resources.size(), numbers);
    }

    /// Holdings put in order once, four bytes for each and for each number.
    public static final class Grouped {
        private final int[] ends;
        private final int[] holdings;

        private Grouped(IntUnaryOperator group, int size, int numbers) {
            ends = new int[numbers + 1];
            for (int holding = 0; holding < size; holding++) {
                ends[group.applyAsInt(holding) + 1]++;
            }
            for (int number = 0; number < numbers; number++) {
                ends[number + 1] += ends[number];
            }
            holdings = new int[size];
            for (int holding = 0; holding < size; holding++) {
                holdings[ends[group.applyAsInt(holding)]++] = holding;
            }
        }

        /// The holdings of a number, in the order they were added.
        public void each(int number, IntConsumer each) {
            for (int at = number == 0 ? 0 : ends[number - 1]; at < ends[number]; at++) {
                each.accept(holdings[at]);
            }
        }
    }
}
