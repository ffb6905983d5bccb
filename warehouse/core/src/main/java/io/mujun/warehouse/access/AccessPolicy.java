package io.mujun.warehouse.access;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.code.Zones;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everybody who may ask, and what they may see.
 *
 * @param users in the order of {@code users.yaml}
 */
public record AccessPolicy(List<User> users) {

  /**
   * Reads {@code roles.yaml} and {@code users.yaml}.
   *
   * @param directory the folder {@code warehouse/access}
   * @param zones the zones, which a city stands for
   * @throws MujunException {@code ACCESS_INVALID} with the file and the fault
   */
  public static AccessPolicy read(Path directory, Zones zones) {
    return new AccessPolicy(
        new AccessParser(zones)
            .users(directory.resolve("roles.yaml"), directory.resolve("users.yaml")));
  }

  /**
   * The user of a name.
   *
   * @throws MujunException {@code USER_UNKNOWN} where there is none
   */
  public User user(String name) {
    return users.stream()
        .filter(user -> user.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new MujunException(
                    "USER_UNKNOWN",
                    "No user is named '%s'. Users are: %s; warehouse/access/users.yaml lists them."
                        .formatted(
                            name,
                            users.stream().map(User::name).collect(Collectors.joining(", ")))));
  }

  /** The users in whose names another user may ask, in order. */
  public List<User> impersonatedBy(User service) {
    Set<String> roles = service.role().impersonates();
    return users.stream().filter(user -> roles.contains(user.role().name())).toList();
  }
}
