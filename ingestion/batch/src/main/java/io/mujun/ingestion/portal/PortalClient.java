package io.mujun.ingestion.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mujun.record.value.Shown;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.PortalConvention;
import io.mujun.warehouse.source.PortalConvention.Method;
import io.mujun.warehouse.source.PortalConvention.Place;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes calls to a portal, each signed anew. What may be right the next time (a portal that asks to
 * wait, a fault of its own, a connection that is cut) is tried again, with growing pauses.
 */
final class PortalClient {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final Portal portal;
  private final PortalLimits limits;
  private final Signer signer;
  private final Clock clock;
  private final Pause pause;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  /**
   * @param clock in Asia/Shanghai
   */
  PortalClient(Portal portal, Clock clock, Pause pause) {
    this.portal = portal;
    this.limits = portal.limits();
    this.signer = new Signer(portal, clock);
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Why a call failed that is worth another one.
   *
   * @param after how long the portal asks to wait, or null
   */
  private record Setback(PortalFault fault, String said, Duration after, Throwable cause) {}

  /** What became of one call: an answer, or a setback. */
  private record Call(Answer answer, Setback setback) {}

  /**
   * The answer to what is asked.
   *
   * @throws MujunException {@code SOURCE_…} where there is none, at last
   */
  Answer get(Ask ask) {
    Duration delay = limits.firstDelay();
    for (int attempt = 1; ; attempt++) {
      Call call = call(ask);
      if (call.answer() != null) {
        return call.answer();
      }
      Setback setback = call.setback();
      Duration rest = setback.after() == null ? delay : setback.after();
      if (rest.compareTo(limits.longestDelay()) > 0) {
        throw fault(
            setback,
            ask,
            "%s; it asks to wait for %d s".formatted(setback.said(), rest.toSeconds()));
      }
      if (attempt == limits.attempts()) {
        throw fault(setback, ask, "%s; tried %d times".formatted(setback.said(), attempt));
      }
      rest(rest);
      delay = shorter(delay.multipliedBy(2), limits.longestDelay());
    }
  }

  private Call call(Ask ask) {
    try {
      HttpResponse<byte[]> response = send(request(ask));
      int status = response.statusCode();
      if (status == 429 || status >= 500) {
        return new Call(
            null,
            new Setback(
                status == 429 || status == 503
                    ? PortalFault.SOURCE_OVERLOADED
                    : PortalFault.SOURCE_FAILED,
                "HTTP status " + status,
                after(response),
                null));
      }
      if (status != 200) {
        throw refused(status).of(portal, ask.path(), "HTTP status " + status);
      }
      return read(ask, response.body());
    } catch (BoundedBody.TooLargeException large) {
      throw PortalFault.SOURCE_ANSWER_TOO_LARGE.of(portal, ask.path(), large.getMessage(), large);
    } catch (IOException cut) {
      return new Call(null, new Setback(PortalFault.SOURCE_UNREACHABLE, said(cut), null, cut));
    }
  }

  private Call read(Ask ask, byte[] body) {
    Answer answer;
    try {
      answer = Answer.read(body);
    } catch (IOException broken) {
      // A connection may be cut where the portal does not say how long its answer is.
      String said =
          broken instanceof JsonProcessingException json
              ? Shown.text(json.getOriginalMessage())
              : broken.getMessage();
      return new Call(
          null,
          new Setback(PortalFault.SOURCE_ANSWER_INVALID, "no JSON in UTF-8: " + said, null, null));
    }
    PortalConvention.ReturnCode told = portal.convention().returnCode();
    if (told == null) {
      return new Call(answer, null);
    }
    String code = answer.text(told.field());
    if (told.success().contains(code)) {
      return new Call(answer, null);
    }
    String said = "return code %s, %s".formatted(code, answer.text(told.message()));
    if (told.busy().contains(code)) {
      return new Call(null, new Setback(PortalFault.SOURCE_OVERLOADED, said, null, null));
    }
    throw (told.refused().contains(code)
            ? PortalFault.SOURCE_SIGNATURE_REFUSED
            : PortalFault.SOURCE_REFUSED)
        .of(portal, ask.path(), said);
  }

  private static PortalFault refused(int status) {
    if (status >= 300 && status < 400) {
      return PortalFault.SOURCE_REDIRECTED;
    }
    return switch (status) {
      case 401, 403 -> PortalFault.SOURCE_SIGNATURE_REFUSED;
      case 404 -> PortalFault.SOURCE_PATH_MISSING;
      default -> PortalFault.SOURCE_REFUSED;
    };
  }

  private HttpRequest request(Ask ask) {
    Map<String, String> sent = new HashMap<>(ask.parameters());
    Map<String, String> signature = signer.sign(ask.parameters());
    PortalConvention convention = portal.convention();
    HttpRequest.Builder request = HttpRequest.newBuilder().header("Accept", "application/json");
    if (convention.signature() != null && convention.signature().place() == Place.HEADER) {
      signature.forEach(request::header);
    } else {
      sent.putAll(signature);
    }
    URI place = portal.base().resolve(ask.path());
    String parameters = Ask.escape(sent);
    if (convention.method() == Method.POST) {
      return request
          .uri(place)
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString(parameters))
          .build();
    }
    return request.uri(parameters.isEmpty() ? place : URI.create(place + "?" + parameters)).build();
  }

  /** The client's own timeout ends with the headers; this one is for the answer as a whole. */
  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> sent =
        http.sendAsync(request, head -> new BoundedBody(limits.answerBytes()));
    try {
      return sent.get(limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      throw new HttpTimeoutException(
          "no whole answer within %d s".formatted(limits.timeout().toSeconds()));
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException cut) {
        throw cut;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException ended) {
      throw interrupted(ended);
    } finally {
      sent.cancel(true);
    }
  }

  private Duration after(HttpResponse<?> response) {
    String stated = response.headers().firstValue("Retry-After").orElse("").strip();
    if (stated.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(stated));
    }
    try {
      Duration until =
          Duration.between(
              clock.instant(),
              ZonedDateTime.parse(stated, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return until.isNegative() ? Duration.ZERO : until;
    } catch (DateTimeException none) {
      return null;
    }
  }

  private void rest(Duration duration) {
    try {
      pause.rest(duration);
    } catch (InterruptedException ended) {
      throw interrupted(ended);
    }
  }

  private static IllegalStateException interrupted(InterruptedException ended) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("The reading was told to end", ended);
  }

  private MujunException fault(Setback setback, Ask ask, String said) {
    return setback.fault().of(portal, ask.path(), said, setback.cause());
  }

  private static String said(IOException cut) {
    String message = cut.getMessage();
    return message == null ? cut.getClass().getSimpleName() : Shown.text(message);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
