package io.github.logtraffic.traffic.cache;

/**
 * nginx's {@code proxy_cache} (src/http/ngx_http_file_cache.c): least recently used; who was not asked for within {@code
 * inactive} goes, however fresh; an answer is kept only from the {@code min_uses}-th request on, which is forgotten with the
 * object.
 *
 * <p>{@code max_size} is of files, which are counted in whole blocks: of small objects there fit far fewer than their bytes say.
 */
final class NginxCache extends Cache {
    /**
     * What a file has before the body: 336 bytes of nginx's own, the key, and the answer's headers, which a log says nothing of.
     */
    private static final int HEADER_BYTES = 700;

    private final ObjectQueues known;
    private final boolean[] isHeld;
    private final int[] uses;
    private final long[] lastUse;
    private final Trace trace;
    private final int inactiveSeconds;
    private final int minUses;

    NginxCache(Trace trace, long capacity, int inactiveSeconds, int minUses) {
        super(fileSizes(trace.sizes()), capacity);
        this.trace = trace;
        this.inactiveSeconds = inactiveSeconds;
        this.minUses = minUses;
        this.known = new ObjectQueues(trace.objects(), 1);
        this.isHeld = new boolean[trace.objects()];
        this.uses = new int[trace.objects()];
        this.lastUse = new long[trace.objects()];
    }

    private static long[] fileSizes(long[] bodySizes) {
        int block = CacheSettings.NGINX_BLOCK_BYTES;
        long[] sizes = new long[bodySizes.length];
        for (int object = 0; object < sizes.length; object++) {
            long bytes = Math.min(bodySizes[object], Long.MAX_VALUE / 2) + HEADER_BYTES;
            sizes[object] = (bytes + block - 1) / block * block;
        }
        return sizes;
    }

    @Override
    boolean holds(int object) {
        return isHeld[object];
    }

    @Override
    boolean request(int object, int at) {
        long now = trace.second(at);
        while (!known.isEmpty(0) && now - lastUse[known.first(0)] >= inactiveSeconds) {
            forget(known.first(0));
        }
        lastUse[object] = now;
        if (known.contains(object)) {
            known.moveToLast(0, object);
        } else {
            known.addLast(0, object);
        }
        uses[object]++;
        if (!isHeld[object] && uses[object] >= minUses && sizes[object] <= capacity) {
            while (used + sizes[object] > capacity) {
                forget(known.first(0));
            }
            isHeld[object] = true;
            used += sizes[object];
            return false;
        }
        return isHeld[object];
    }

    private void forget(int object) {
        known.remove(object);
        uses[object] = 0;
        if (isHeld[object]) {
            isHeld[object] = false;
            used -= sizes[object];
        }
    }
}
