package io.mujun.ingestion.portal;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.ingestion.change.Change;
import io.mujun.warehouse.source.PortalConvention;
import io.mujun.warehouse.source.PortalConvention.Paging;
import io.mujun.warehouse.source.PortalSource;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * One pass over all pages of a pull. Pages are asked for one after another while the portal goes on
 * working, so a pass tells what makes it doubtful.
 */
final class PortalPass {
  private final PortalSource source;
  private final Portal portal;
  private final PortalClient client;
  private final PageRecords records;
  private final PageFolder pages;
  private final Map<String, Said> said = new HashMap<>();
  private final Set<String> asked = new HashSet<>();
  private String doubt;

  /** What a record said, and on which page, from 1. */
  private record Said(int page, String print) {}

  private PortalPass(
      PortalSource source,
      Portal portal,
      PortalClient client,
      PageRecords records,
      PageFolder pages) {
    this.source = source;
    this.portal = portal;
    this.client = client;
    this.records = records;
    this.pages = pages;
  }

  /**
   * Makes a pass.
   *
   * @param first what asks for the first page, but for its place
   * @param pages where the pages are put
   */
  static PortalPass over(
      PortalSource source,
      Portal portal,
      PortalClient client,
      PageRecords records,
      Ask first,
      PageFolder pages) {
    PortalPass pass = new PortalPass(source, portal, client, records, pages);
    pass.read(first);
    return pass;
  }

  /**
   * Why what was read may not be all, or not be once; null where nothing says so.
   *
   * @param before the pass before, or null
   */
  String doubt(PortalPass before) {
    if (doubt != null || before == null) {
      return doubt;
    }
    Set<String> keys = new TreeSet<>(said.keySet());
    keys.addAll(before.said.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(print(key), before.print(key)))
        .findFirst()
        .map("record %s was another in the pass before"::formatted)
        .orElse(before.doubt);
  }

  private String print(String key) {
    Said record = said.get(key);
    return record == null ? null : record.print();
  }

  private void read(Ask first) {
    PortalConvention convention = portal.convention();
    Paging paging = convention.paging();
    Ask ask = paging.sizeParameter() == null ? first : sized(first);
    Long total = null;
    long count = 0;
    String place =
        switch (paging.kind()) {
          case PAGE -> Integer.toString(paging.first());
          case OFFSET -> "0";
          case CURSOR, LINK -> null;
        };
    while (doubt == null) {
      if (pages.count() == portal.limits().pages()) {
        throw PortalFault.SOURCE_PAGES_DISAGREE.of(
            portal, ask.path(), "there are more than %d of them".formatted(pages.count()));
      }
      Ask page =
          place == null || paging.parameter() == null ? ask : ask.with(paging.parameter(), place);
      Answer answer = client.get(page);
      try {
        List<JsonNode> listed = answer.records(convention);
        int number = pages.add(answer.bytes());
        meet(listed, number);
        count += listed.size();
        Long told = answer.total(convention);
        if (total != null && !total.equals(told)) {
          doubt = "page 1 told of %d records in all, page %d of %d".formatted(total, number, told);
          return;
        }
        total = told;
        switch (paging.kind()) {
          case PAGE, OFFSET -> {
            if (count >= total || listed.isEmpty()) {
              compare(count, total);
              return;
            }
            place =
                paging.kind() == PortalConvention.Kind.PAGE
                    ? Integer.toString(paging.first() + pages.count())
                    : Long.toString(count);
          }
          case CURSOR, LINK -> {
            String next = answer.next(convention);
            if (next == null) {
              compare(count, total);
              return;
            }
            if (!asked.add(next)) {
              doubt = "page %d leads back to one before it".formatted(number);
              return;
            }
            if (paging.kind() == PortalConvention.Kind.LINK) {
              ask = follow(page, next);
            } else {
              place = next;
            }
          }
        }
      } catch (IOException invalid) {
        throw PortalFault.SOURCE_ANSWER_INVALID.of(portal, ask.path(), invalid.getMessage());
      }
    }
  }

  private Ask sized(Ask ask) {
    Paging paging = portal.convention().paging();
    return ask.with(paging.sizeParameter(), Integer.toString(paging.size()));
  }

  private void compare(long count, Long total) {
    if (total != null && count != total && doubt == null) {
      doubt = "its pages gave %d records, and told of %d in all".formatted(count, total);
    }
  }

  private Ask follow(Ask page, String link) throws IOException {
    Ask next;
    try {
      next = Ask.ofLink(portal, page, link);
    } catch (IllegalArgumentException none) {
      throw new IOException("the link to the next page is none", none);
    }
    if (next == null) {
      throw PortalFault.SOURCE_REDIRECTED.of(
          portal, page.path(), "the link to the next page leads to another address");
    }
    return next;
  }

  private void meet(List<JsonNode> listed, int page) {
    for (int i = 0; i < listed.size(); i++) {
      String pointer = portal.convention().records() + "/" + i;
      try {
        for (Change record : records.of(listed.get(i), pointer, null, () -> null)) {
          Said before = said.put(record.key(), new Said(page, record.print()));
          if (before != null && doubt == null) {
            doubt =
                "record %s stands on page %d and again on page %d"
                    .formatted(record.key(), before.page(), page);
          }
        }
      } catch (PageRecords.UnfitException unfit) {
        throw unfit
            .fault()
            .of(portal, source.path(), "page %d, %s".formatted(page, unfit.getMessage()));
      }
    }
  }
}
