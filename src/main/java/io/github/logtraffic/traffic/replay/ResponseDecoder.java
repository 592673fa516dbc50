package io.github.logtraffic.traffic.replay;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Reads responses; is told when one is to {@code HEAD}, whose length is that of a body that does not come. */
final class ResponseDecoder extends HttpResponseDecoder {
    private static final int MOST_HEADER_BYTES = 1 << 16;
    private static final int MOST_CHUNK_BYTES = 1 << 16;

    private boolean isOfHead;
    private boolean hasBegun;

    ResponseDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(MOST_HEADER_BYTES)
                .setMaxHeaderSize(MOST_HEADER_BYTES)
                .setMaxChunkSize(MOST_CHUNK_BYTES)
                .setValidateHeaders(false)); // of what is thrown away
    }

    /** Says what the next response is to. */
    void expect(boolean head) {
        isOfHead = head;
        hasBegun = false;
    }

    /** Whether anything of it has come, be it less than a line. */
    boolean hasBegun() {
        return hasBegun;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
        hasBegun = true;
        super.channelRead(context, bytes);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage response) {
        return super.isContentAlwaysEmpty(response) || isOfHead;
    }
}
