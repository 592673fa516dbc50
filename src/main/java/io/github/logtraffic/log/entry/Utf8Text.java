package io.github.logtraffic.log.entry;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/** Text from bytes of which nobody knows whether they are text. */
public final class Utf8Text {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Utf8Text() {}

    /**
     * The bytes as UTF-8; each byte that is not part of valid UTF-8 is {@code \xHH}.
     *
     * @param ofValid is applied to what was valid, piece by piece
     */
    public static String decode(byte[] bytes, int from, int to, UnaryOperator<String> ofValid) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        CharBuffer valid = CharBuffer.allocate(to - from);
        StringBuilder text = new StringBuilder(to - from);
        while (in.hasRemaining()) {
            CoderResult result = decoder.decode(in, valid, true);
            text.append(ofValid.apply(valid.flip().toString()));
            valid.clear();
            for (int bad = result.isError() ? result.length() : 0; bad > 0; bad--) {
                text.append("\\x").append(HEX.toHexDigits(in.get()));
            }
            decoder.reset();
        }
        return text.toString();
    }
}
