package io.github.logtraffic.analysis;

import io.github.logtraffic.count.ClientTable;

/** What top talkers are sorted by, descending. Equals are sorted by requests, bytes and client. */
public enum TalkerSort {
    /** Requests. */
    REQUESTS("requests") {
        @Override
        long key(ClientTable clients, int row) {
            return clients.requests(row);
        }
    },
    /** Bytes of the responses. */
    BYTES("bytes") {
        @Override
        long key(ClientTable clients, int row) {
            return clients.bytes(row);
        }
    },
    /** Requests whose response had a status of 4xx or 5xx. */
    ERRORS("errors") {
        @Override
        long key(ClientTable clients, int row) {
            return clients.requestsOfClass(row, 4) + clients.requestsOfClass(row, 5);
        }
    },
    /** Requests in the busiest window. */
    PEAK("peak") {
        @Override
        long key(ClientTable clients, int row) {
            return clients.peak(row).requests();
        }
    };

    private final String sortName;

    TalkerSort(String sortName) {
        this.sortName = sortName;
    }

    /** The name that users type and reports show. */
    public String sortName() {
        return sortName;
    }

    abstract long key(ClientTable clients, int row);
}
