package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.Swar;

/** What stands behind the prefix of a line, as it was before a transport wrapped it. */
final class PrefixedMessage {
    private byte[] room = new byte[1024];
    private byte[] bytes = room;
    private int from;
    private int to;

    /**
     * Takes the message of a line.
     *
     * @param prefix stands before the line
     * @param line holds the line, and the message unless that had to be unescaped; must stay unchanged while it is used
     * @param messageFrom where the prefix says that the message begins
     * @param lineTo where the line ends, without its line end
     */
    void take(LinePrefix prefix, byte[] line, int messageFrom, int lineTo) {
        bytes = line;
        from = messageFrom;
        to = prefix.messageTo(line, from, lineTo);
        if (prefix == LinePrefix.DOCKER && Swar.indexOf(line, from, to, (byte) '\\') < to) {
            unescape();
        }
    }

    /** Docker's line as the container wrote it, without its line end. */
    private void unescape() {
        if (room.length < to - from) {
            room = new byte[Math.max(to - from, room.length * 2)];
        }
        int end = JsonText.unescape(bytes, from, to, room, 0);
        while (end > 0 && (room[end - 1] == '\n' || room[end - 1] == '\r')) {
            end--;
        }
        bytes = room;
        from = 0;
        to = end;
    }

    /** The array that holds the message. */
    byte[] bytes() {
        return bytes;
    }

    /** Where it begins. */
    int from() {
        return from;
    }

    /** Where it ends. */
    int to() {
        return to;
    }
}
