package io.mujun.ingestion.table.text;

import io.mujun.ingestion.table.FileRefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The character set of a text, seen in its bytes: what is valid UTF-8 is UTF-8. */
final class TextEncoding {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final char MARK = '\uFEFF';
  private static final int BUFFER = 1 << 14;

  /** UTF-8 in which fewer than one of so many characters is broken is UTF-8, and damaged. */
  private static final int SOUND_FOR_ONE_BROKEN = 10;

  private TextEncoding() {}

  /**
   * The character set in which the whole file can be read.
   *
   * @throws FileRefusedException where no character set, or more than one, is certain
   */
  static Charset of(Path file) throws IOException, FileRefusedException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(3);
    }
    Charset marked = marked(start);
    if (marked != null) {
      if (!scan(file, marked).isSound()) {
        throw broken(file, marked);
      }
      return marked;
    }
    Scan utf8 = scan(file, StandardCharsets.UTF_8);
    if (utf8.isSound()) {
      return StandardCharsets.UTF_8;
    }
    if (utf8.hasNul()) {
      Charset wide = wide(file);
      if (wide != null) {
        return wide;
      }
    } else if (isBrokenUtf8(file)) {
      throw broken(file, StandardCharsets.UTF_8);
    } else if (scan(file, GB18030).isSound()) {
      return GB18030;
    }
    throw new FileRefusedException(
        "FORMAT_UNKNOWN", null, "文件既不是工作簿，也不是能识别的文本，请用电子表格软件打开核对，另存为 .xlsx 后重新报送");
  }

  /**
   * The one order of bytes in which a text without a mark is UTF-16; null where none or both are.
   */
  private static Charset wide(Path file) throws IOException {
    Charset certain = null;
    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Scan scan = scan(file, charset);
      if (scan.isSound() && scan.isAssigned() && scan.lines() > 0) {
        if (certain != null) {
          return null;
        }
        certain = charset;
      }
    }
    return certain;
  }

  /** Reads a text in its character set, without a byte order mark. */
  static Reader reader(Path file, Charset charset) throws IOException {
    return reader(file, charset, CodingErrorAction.REPORT);
  }

  private static Reader reader(Path file, Charset charset, CodingErrorAction faults)
      throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(file),
                charset.newDecoder().onMalformedInput(faults).onUnmappableCharacter(faults)));
    reader.mark(1);
    if (reader.read() != MARK) {
      reader.reset();
    }
    return reader;
  }

  private static Charset marked(byte[] start) {
    if (start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB) {
      return start[2] == (byte) 0xBF ? StandardCharsets.UTF_8 : null;
    }
    if (start.length >= 2 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    return start.length >= 2 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF
        ? StandardCharsets.UTF_16BE
        : null;
  }

  private static Scan scan(Path file, Charset charset) throws IOException {
    char[] buffer = new char[BUFFER];
    int lines = 0;
    boolean nul = false;
    boolean text = true;
    boolean assigned = true;
    try (Reader reader = reader(file, charset)) {
      for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
        for (int i = 0; i < read; i++) {
          char c = buffer[i];
          lines += c == '\n' ? 1 : 0;
          nul |= c == 0;
          text &= isText(c);
          assigned &= Character.isDefined(c);
        }
      }
      return new Scan(text, assigned, nul, lines);
    } catch (CharacterCodingException malformed) {
      return new Scan(false, false, nul || hasNul(file), lines);
    }
  }

  private static boolean isText(char c) {
    return c >= ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }

  private static boolean hasNul(Path file) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (int i = 0; i < read; i++) {
          if (buffer[i] == 0) {
            return true;
          }
        }
      }
      return false;
    }
  }

  /** Whether nearly all characters beyond ASCII are sound as UTF-8. */
  private static boolean isBrokenUtf8(Path file) throws IOException {
    char[] buffer = new char[BUFFER];
    long sound = 0;
    long broken = 0;
    try (Reader reader = reader(file, StandardCharsets.UTF_8, CodingErrorAction.REPLACE)) {
      for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
        for (int i = 0; i < read; i++) {
          broken += buffer[i] == '\uFFFD' ? 1 : 0;
          sound += buffer[i] > 127 && buffer[i] != '\uFFFD' ? 1 : 0;
        }
      }
    }
    return sound > broken * SOUND_FOR_ONE_BROKEN;
  }

  private static FileRefusedException broken(Path file, Charset charset) throws IOException {
    int line = 1;
    try (Reader reader = reader(file, charset, CodingErrorAction.REPLACE)) {
      for (int c = reader.read(); c >= 0 && c != '\uFFFD' && isText((char) c); c = reader.read()) {
        line += c == '\n' ? 1 : 0;
      }
    }
    return new FileRefusedException(
        "FILE_DAMAGED",
        charset.name(),
        "文件是 %s 文本，但第 %d 行有损坏的字符，整份不收。请重新导出后报送".formatted(charset.name(), line));
  }

  /**
   * What a file is in some character set.
   *
   * @param isSound it can be read, and holds nothing but text
   * @param isAssigned it holds no character that does not exist; newer ones than Java knows do
   *     exist
   * @param hasNul it has a byte or character of value zero
   * @param lines line feeds
   */
  private record Scan(boolean isSound, boolean isAssigned, boolean hasNul, int lines) {}
}
