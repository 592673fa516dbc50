package io.github.logtraffic.traffic.balance;

import java.util.Arrays;

/** Rings of unsigned numbers: sorted, and searched. */
final class Unsigned {
    private Unsigned() {}

    /** Sorts by the numbers' unsigned values. */
    static void sort(long[] numbers) {
        flip(numbers);
        Arrays.sort(numbers);
        flip(numbers);
    }

    private static void flip(long[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] ^= Long.MIN_VALUE;
        }
    }

    /** Where the first number stands that is not below the wanted one; behind the last when all are. */
    static int firstFrom(int[] numbers, int wanted) {
        int low = 0;
        int high = numbers.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Integer.compareUnsigned(wanted, numbers[middle]) > 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The same of longer numbers. */
    static int firstFrom(long[] numbers, long wanted) {
        int low = 0;
        int high = numbers.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(wanted, numbers[middle]) > 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
