package io.mujun.sample;

import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.CodeTable;
import io.mujun.warehouse.identifier.IdentityNumber;
import io.mujun.warehouse.time.WorkingCalendar;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The approval system of a generated city: cases, pauses, commitments and proxy services. */
final class GeneratedApproval {
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 8);
  private static final LocalDate LAST = LocalDate.of(2024, 11, 20);
  private static final int CASES_PER_PROJECT = 3;
  private static final String PEOPLE = "甲乙丙丁戊己庚辛壬癸";
  private static final List<String> PAUSES = List.of("听证", "招标", "检验", "专家评审");

  private final SqlInserts cases;
  private final SqlInserts pauses;
  private final SqlInserts commitments;
  private final SqlInserts services;
  private final WorkingCalendar calendar;
  private final List<Map<String, String>> items;

  GeneratedApproval(Writer writer, Warehouse warehouse) {
    this.cases =
        new SqlInserts(
            writer,
            "sp_bj",
            "bjbh, xzqdm, xmdm, xmmc, sxbm, sxmc, sqrxm, sqrzjh, sltd, slrq, cnqx, fdqx, bjrq, zt,"
                + " pj");
    this.pauses = new SqlInserts(writer, "sp_tc", "bjbh, xh, xzqdm, lx, ksrq, jsrq");
    this.commitments =
        new SqlInserts(writer, "sp_cnz", "cnbh, xzqdm, xmdm, xmmc, sxbm, sxmc, cnrq, hyrq, hyjg");
    this.services =
        new SqlInserts(writer, "sp_qdb", "fwbh, xzqdm, xmdm, xmmc, sxbm, sxmc, dbjs, ksrq, jsrq");
    this.calendar = warehouse.calendar();
    this.items = CodeTable.read(warehouse.codes().resolve("item.csv")).rows();
  }

  void write(List<GeneratedProject> projects) throws IOException {
    for (GeneratedProject project : projects) {
      Random random = new Random(project.seed() + 2);
      for (int i = 1; i <= CASES_PER_PROJECT; i++) {
        writeCase(project, i, items.get(random.nextInt(items.size())), random);
      }
      if (project.number() % 4 == 1) {
        writeCommitment(project, random);
      }
      if (project.number() % 3 == 1) {
        writeService(project, random);
      }
    }
    cases.flush();
    pauses.flush();
    commitments.flush();
    services.flush();
  }

  private void writeCase(GeneratedProject project, int i, Map<String, String> item, Random random)
      throws IOException {
    String number = number("BJ", project, i);
    LocalDate accepted = day(random);
    int promised = Integer.parseInt(item.get("promised_days"));
    int used =
        random.nextInt(8) == 0 ? promised + 1 + random.nextInt(6) : 1 + random.nextInt(promised);
    int paused = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 0;
    LocalDate closed = calendar.plusWorkdays(accepted, used + paused);
    boolean open = closed.isAfter(LAST);
    cases.add(
        Arrays.asList(
            number,
            project.zone().code(),
            project.code(),
            project.name(),
            item.get("item_code"),
            item.get("item_name"),
            "示例" + PEOPLE.charAt(random.nextInt(PEOPLE.length())),
            identityNumber(random),
            random.nextInt(5) == 0 ? "窗口" : "网上",
            accepted,
            promised,
            Integer.parseInt(item.get("statutory_days")),
            open ? null : closed,
            open ? "办理中" : "已办结",
            open || random.nextInt(4) == 0 ? null : 5 - random.nextInt(8) / 3));
    if (paused > 0) {
      LocalDate from = calendar.plusWorkdays(accepted, 1);
      LocalDate to = calendar.plusWorkdays(accepted, paused);
      pauses.add(
          Arrays.asList(
              number,
              1,
              project.zone().code(),
              PAUSES.get(random.nextInt(PAUSES.size())),
              from,
              to.isAfter(LAST) ? null : to));
    }
  }

  private void writeCommitment(GeneratedProject project, Random random) throws IOException {
    Map<String, String> item = items.get(random.nextInt(items.size()));
    LocalDate signed = day(random);
    LocalDate verified = signed.plusDays(60);
    boolean waits = verified.isAfter(LAST);
    commitments.add(
        Arrays.asList(
            number("CN", project, 1),
            project.zone().code(),
            project.code(),
            project.name(),
            item.get("item_code"),
            item.get("item_name"),
            signed,
            waits ? null : verified,
            waits ? null : random.nextInt(12) == 0 ? "不通过" : "通过"));
  }

  private void writeService(GeneratedProject project, Random random) throws IOException {
    Map<String, String> item = items.get(random.nextInt(items.size()));
    LocalDate from = day(random);
    LocalDate to = from.plusDays(5L + random.nextInt(40));
    services.add(
        Arrays.asList(
            number("QD", project, 1),
            project.zone().code(),
            project.code(),
            project.name(),
            item.get("item_code"),
            item.get("item_name"),
            "代办员",
            from,
            to.isAfter(LAST) ? null : to));
  }

  /** A working day of 2024. */
  private LocalDate day(Random random) {
    int workdays = calendar.workdaysBetween(FIRST, LAST);
    return calendar.plusWorkdays(FIRST, random.nextInt(workdays));
  }

  private static String number(String prefix, GeneratedProject project, int i) {
    return "%s%s2024%05d%d".formatted(prefix, project.zone().code(), project.number(), i);
  }

  /** Of an area that there is not. */
  private static String identityNumber(Random random) {
    String seventeen =
        "000000%04d%02d%02d%03d"
            .formatted(
                1960 + random.nextInt(40),
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                random.nextInt(1_000));
    return seventeen + IdentityNumber.checkCharacter(seventeen);
  }
}
