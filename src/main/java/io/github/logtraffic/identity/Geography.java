package io.github.logtraffic.identity;

import com.maxmind.db.CHMCache;
import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.Reader;
import com.maxmind.db.Reader.FileMode;
import io.github.logtraffic.log.entry.ClientAddress;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Where addresses are, by databases in MaxMind's format, which stay on disk and are mapped into memory. May be used by
 * several threads; {@link CachedGeography} is faster for the lines of a log.
 */
public final class Geography implements Closeable {
    /** One that knows no place. */
    public static final Geography NOWHERE = new Geography(List.of());

    /** Many networks have the same values, such as the name of an autonomous system. */
    private static final int CACHED_VALUES = 1 << 14;

    private final List<Reader> databases;

    private Geography(List<Reader> databases) {
        this.databases = databases;
    }

    /**
     * Opens databases. What one does not know of an address is taken from the next.
     *
     * @throws IOException when a file cannot be read
     * @throws DataFileException naming the file, when it is no such database
     */
    public static Geography open(List<Path> files) throws IOException, DataFileException {
        Geography geography = new Geography(new ArrayList<>());
        try {
            for (Path file : files) {
                geography.databases.add(reader(file));
            }
            return geography;
        } catch (IOException | DataFileException e) {
            geography.close();
            throw e;
        }
    }

    private static Reader reader(Path file) throws IOException, DataFileException {
        Files.newByteChannel(file).close(); // a missing file is another error than a damaged one
        try {
            return new Reader(file.toFile(), FileMode.MEMORY_MAPPED, new CHMCache(CACHED_VALUES));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new DataFileException(file.toString(), "no usable database in MaxMind's format (.mmdb)");
        }
    }

    /** The place of an address of 128 bits. Where a database is damaged, it knows nothing. */
    public Place place(long high, long low) {
        return network(high, low).place();
    }

    /** The place of an address, and for how large a network around it all databases say the same. */
    LocatedNetwork network(long high, long low) {
        Place place = Place.UNKNOWN;
        int prefixLength = 0;
        try {
            InetAddress address = address(high, low);
            for (Reader database : databases) {
                LocatedNetwork found = network(database, address);
                place = place.or(found.place());
                prefixLength = Math.max(prefixLength, found.prefixLength());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e); // an address of 4 or 16 bytes is one
        }
        return new LocatedNetwork(place, prefixLength);
    }

    private static InetAddress address(long high, long low) throws IOException {
        byte[] bytes =
                ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        return InetAddress.getByAddress(
                ClientAddress.isIpv4(high, low) ? Arrays.copyOfRange(bytes, 12, bytes.length) : bytes);
    }

    private static LocatedNetwork network(Reader database, InetAddress address) {
        try {
            DatabaseRecord<?> found = database.getRecord(address, Map.class);
            Place place = found.data() instanceof Map<?, ?> entry ? PlaceEntry.read(entry) : Place.UNKNOWN;
            return new LocatedNetwork(place, found.network().prefixLength());
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Whatever reading a damaged file comes to, one address is not worth a run.
            return new LocatedNetwork(Place.UNKNOWN, Byte.SIZE * address.getAddress().length);
        }
    }

    @Override
    public void close() throws IOException {
        for (Reader database : databases) {
            database.close();
        }
    }
}
