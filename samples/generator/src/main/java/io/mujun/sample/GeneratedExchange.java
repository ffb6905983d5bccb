package io.mujun.sample;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The exchange database of a generated city: project register and statistics. */
final class GeneratedExchange {
  private static final String REGISTER =
      "row_guid, xzqdm, xmdm, xmmc, tyshxydm, qymc, xmlb, jhztz, barq, qyrq, sgxkrq, kgrq, rtrq,"
          + " cnzsy, qdbsy, zrdw, cd_batch, cd_operation, cd_time";
  private static final String STATISTICS =
      "row_guid, xzqdm, xmdm, xmmc, tjqj, bytz, bnlj, kgylj, cd_batch, cd_operation, cd_time";
  private static final String BATCH = "20241121-01";
  private static final String TIME = "2024-11-21 10:00:00";

  private final SqlInserts register;
  private final SqlInserts statistics;
  private final CityShape shape;

  GeneratedExchange(Writer writer, CityShape shape) {
    this.register = new SqlInserts(writer, "qz_xmxx", REGISTER);
    this.statistics = new SqlInserts(writer, "qz_tjtz", STATISTICS);
    this.shape = shape;
  }

  void write(List<GeneratedProject> projects) throws IOException {
    for (GeneratedProject project : projects) {
      register.add(registration(project));
    }
    register.flush();
    for (GeneratedProject project : projects) {
      for (int back = shape.months() - 1; back >= 0; back--) {
        YearMonth month = GeneratedProject.LAST.minusMonths(back);
        if (isCounted(project, month)) {
          statistics.add(counted(project, month));
        }
      }
    }
    statistics.flush();
  }

  /** Two projects of three are in the statistics; there is no release for January. */
  private static boolean isCounted(GeneratedProject project, YearMonth month) {
    return project.number() % 3 != 0 && month.getMonthValue() > 1 && project.isStarted(month);
  }

  private static List<Object> registration(GeneratedProject project) {
    LocalDate started = project.isStarted(GeneratedProject.LAST) ? project.startedOn() : null;
    return Arrays.asList(
        guid("xm", project.code()),
        project.zone().code(),
        project.code(),
        project.name(),
        project.creditCode(),
        project.enterprise(),
        project.category(),
        project.total(),
        project.filedOn(),
        project.filedOn().minusDays(30),
        started == null ? null : started.minusDays(5),
        started,
        started == null || project.number() % 3 == 0 ? null : started.plusDays(20),
        project.number() % 2,
        1,
        "示例部门",
        BATCH,
        "I",
        TIME);
  }

  private static List<Object> counted(GeneratedProject project, YearMonth month) {
    long january = month.getMonthValue() == 2 ? project.invested(month.minusMonths(1)) : 0;
    return List.of(
        guid("tj", project.code() + month),
        project.zone().code(),
        project.code(),
        project.name(),
        "%d%02d".formatted(month.getYear(), month.getMonthValue()),
        project.invested(month) + january,
        project.yearToDate(month),
        project.cumulative(month),
        BATCH,
        "I",
        TIME);
  }

  private static UUID guid(String kind, String key) {
    return UUID.nameUUIDFromBytes((kind + ":" + key).getBytes(StandardCharsets.UTF_8));
  }
}
