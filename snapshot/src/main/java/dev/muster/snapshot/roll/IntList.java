package dev.muster.snapshot.roll;

import java.util.Arrays;

/// Numbers in a row, four bytes each.
public final class IntList {
    private int[] numbers = new int[64];
    private int size;

    public void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size + (size >> 1));
        }
        numbers[size++] = number;
    }

    public int get(int index) {
        return numbers[index];
    }

    void set(int index, int number) {
        numbers[index] = number;
    }

    public int size() {
        return size;
    }
}
