package io.mujun.warehouse.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import io.mujun.warehouse.time.TimeForm;
import java.util.List;

/**
 * How calls to a portal are made and its answers are read, whatever they are about.
 *
 * @param convention slug
 * @param method how parameters are sent; default {@code GET}
 * @param records JSON pointer of the array of records in an answer
 * @param paging how an answer's further pages are asked for
 * @param returnCode how an answer says whether the call succeeded; null: by HTTP's status alone
 * @param signature how calls are signed; null: they are not
 */
public record PortalConvention(
    String convention,
    Method method,
    String records,
    Paging paging,
    ReturnCode returnCode,
    Signature signature) {

  public PortalConvention {
    Require.slug("convention", convention);
    method = method == null ? Method.GET : method;
    pointer("records", records);
    Require.that(paging != null, "paging", "is missing");
  }

  /** How parameters are sent. */
  public enum Method {
    /** In the address. */
    GET,
    /** As a form. */
    POST
  }

  /**
   * How pages are asked for.
   *
   * @param kind what tells a page from the next
   * @param parameter parameter of the page's number, of the records before it, or of the cursor; of
   *     links none
   * @param first number of the first page; default 1
   * @param sizeParameter parameter of the number of records a page; null: the portal decides
   * @param size records a page; default 100
   * @param total JSON pointer of the number of all records; needed but for cursors and links
   * @param next JSON pointer of the next cursor or link, null or empty on the last page
   */
  public record Paging(
      Kind kind,
      String parameter,
      Integer first,
      String sizeParameter,
      Integer size,
      String total,
      String next) {
    public Paging {
      Require.that(kind != null, "paging.kind", "has to be page, offset, cursor or link");
      Require.that(
          (parameter == null) == (kind == Kind.LINK),
          "paging.parameter",
          kind == Kind.LINK ? "has no place beside links" : "is missing");
      first = first == null ? 1 : first;
      size = size == null ? 100 : size;
      Require.that(size > 0, "paging.size", "has to be positive");
      boolean follows = kind == Kind.CURSOR || kind == Kind.LINK;
      if (!follows || total != null) {
        pointer("paging.total", total);
      }
      Require.that(
          (next != null) == follows,
          "paging.next",
          follows ? "is missing" : "has no place beside numbers of pages");
      if (follows) {
        pointer("paging.next", next);
      }
    }
  }

  /** What tells a page from the next. */
  public enum Kind {
    /** Its number. */
    @JsonProperty("page")
    PAGE,
    /** How many records stand before it. */
    @JsonProperty("offset")
    OFFSET,
    /** A text that the page before gives. */
    @JsonProperty("cursor")
    CURSOR,
    /** An address that the page before gives. */
    @JsonProperty("link")
    LINK
  }

  /**
   * How an answer says whether the call succeeded.
   *
   * @param field JSON pointer of the code
   * @param success codes of success
   * @param busy codes that ask to try again later
   * @param refused codes that say that user or signature are not accepted
   * @param message JSON pointer of what the portal says of it, or null
   */
  public record ReturnCode(
      String field, List<String> success, List<String> busy, List<String> refused, String message) {
    public ReturnCode {
      pointer("return_code.field", field);
      success = Require.list(success);
      Require.that(!success.isEmpty(), "return_code.success", "needs at least one code");
      busy = Require.list(busy);
      refused = Require.list(refused);
      if (message != null) {
        pointer("return_code.message", message);
      }
    }
  }

  /**
   * How calls are signed: with HMAC-SHA256, by the portal's key, over all parameters but the
   * signature itself, sorted by name, written {@code name=value} as they are before any escaping,
   * and joined with {@code &}, in UTF-8.
   *
   * @param place where user, timestamp, nonce and signature are sent; default {@code query}
   * @param user name of the caller's id
   * @param timestamp name of the time of the call
   * @param timestampFormat form of that time, default {@code epoch_milliseconds}
   * @param nonce name of the random text that makes each call another
   * @param sign name of the signature
   * @param encoding how the signature is written; default {@code hex}
   */
  public record Signature(
      Place place,
      String user,
      String timestamp,
      String timestampFormat,
      String nonce,
      String sign,
      Encoding encoding) {
    public Signature {
      place = place == null ? Place.QUERY : place;
      Require.text("signature.user", user);
      Require.text("signature.timestamp", timestamp);
      timestampFormat =
          Require.timeForm(
              "signature.timestamp_format",
              timestampFormat == null ? TimeForm.EPOCH : timestampFormat);
      Require.text("signature.nonce", nonce);
      Require.text("signature.sign", sign);
      encoding = encoding == null ? Encoding.HEX : encoding;
    }
  }

  /** Where the parts of a signature are sent; they are signed alike. */
  public enum Place {
    /** Among the parameters. */
    @JsonProperty("query")
    QUERY,
    /** As headers. */
    @JsonProperty("header")
    HEADER
  }

  /** How a signature is written. */
  public enum Encoding {
    /** Hexadecimal digits in lower case. */
    @JsonProperty("hex")
    HEX,
    /** Base64 with padding. */
    @JsonProperty("base64")
    BASE64
  }

  private static void pointer(String key, String value) {
    Require.text(key, value);
    try {
      JsonPointer.compile(value);
    } catch (IllegalArgumentException none) {
      throw new IllegalArgumentException("'" + key + "' is no JSON pointer: " + value, none);
    }
  }
}
