package io.github.logtraffic.report;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes in JSON as {@code \}{@code uHHHH} every character that {@link SafeText} hides. JSON itself asks that of those below
 * a blank only; but a terminal takes those from 7F to 9F for commands too, and shows others in an order of their own.
 */
final class HarmlessEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1;
    private static final int DELETE = 0x7F;

    private final int[] ascii = standardAsciiEscapesForJSON();

    HarmlessEscapes() {
        ascii[DELETE] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii.clone();
    }

    /** Halves of characters above FFFF are left alone: what a pair of them stands for is not known here. */
    @Override
    public @Nullable SerializableString getEscapeSequence(int unit) {
        boolean escaped = !Character.isSurrogate((char) unit) && SafeText.isHidden(unit);
        return escaped ? new SerializedString(String.format(Locale.ROOT, "\\u%04X", unit)) : null;
    }
}
