package io.mujun.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A zone of workbooks and a zone of texts, in a heap of about 2 kB for each of their projects. */
class CityHeapIT {
  private static final String HEAP = "-Xmx64m";
  private static final CityShape SHAPE = new CityShape(2, 30_000, 1, 7);
  private static final Pattern CODE = Pattern.compile("\\d{4}-\\d{6}-89-01-\\d{6}");
  private static final int CODE_COLUMN = 3;

  @TempDir Path folder;

  @Test
  void everyStartedProjectIsStated() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            HEAP,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            GeneratedCity.class.getName(),
            "../..",
            Integer.toString(SHAPE.zones()),
            Integer.toString(SHAPE.projects()),
            Integer.toString(SHAPE.months()),
            Long.toString(SHAPE.seed()),
            folder.resolve("city").toString());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();

    Path ledgers = folder.resolve("city/ledgers").resolve(CityGenerator.DELIVERY);
    assertThat(codesOfWorkbook(ledgers.resolve("示例0001经济技术开发区投资项目月报（2024年11月）.xlsx")))
        .hasSizeGreaterThan(25_000)
        .containsExactlyInAnyOrderElementsOf(started(GeneratedZone.of(1)));
    assertThat(codesOfText(ledgers.resolve("示例0002经开区项目投资台账_2024年11月.csv")))
        .hasSizeGreaterThan(25_000)
        .containsExactlyInAnyOrderElementsOf(started(GeneratedZone.of(2)));
  }

  /** Codes of the projects that the last month states. */
  private static List<String> started(GeneratedZone zone) {
    return CityGenerator.projects(zone, SHAPE).stream()
        .filter(project -> project.isStarted(GeneratedProject.LAST))
        .map(GeneratedProject::code)
        .toList();
  }

  private static List<String> codesOfWorkbook(Path file) throws IOException {
    try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile());
        Stream<Row> rows = workbook.getFirstSheet().openStream()) {
      return rows.map(row -> row.getCellText(CODE_COLUMN))
          .filter(text -> CODE.matcher(text).matches())
          .toList();
    }
  }

  private static List<String> codesOfText(Path file) throws IOException {
    return CODE.matcher(Files.readString(file, Charset.forName("GB18030")))
        .results()
        .map(MatchResult::group)
        .toList();
  }
}
