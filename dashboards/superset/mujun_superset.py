"""Brings Superset's metadata to what Mujun declares: schema, roles, users, boards.

    python mujun_superset.py < specification.json

runs in the environment that superset_config.py describes, in the virtual environment of
requirements.lock, and may be run at any time, also beside a running server. What already stands is
left alone: with nothing to do it ends without loading Superset.

Standard input is one JSON object:

    {
      "bundle": "/…/dashboards/bundle",
      "trino": {
        "uri": "trino://superset@localhost:8443/mujun",  service account, no password
        "password": "…",
        "certificate": "/…/ca.pem"                       optional; Trino's certificate authority
      },
      "users": [
        {"username": "admin", "password": "…", "name": "管理员", "role": "admin"},
        {"username": "yuncheng", "password": "…", "name": "运城市", "role": "viewer"}
      ]
    }

`role` is admin | analyst | viewer; there is at least one admin, in whose name the boards are
imported (so Trino must know that name too). A user of an earlier run who is no longer named is
shut out. An asset of an earlier run that is no longer in the bundle is removed.

Standard output is one JSON object a line; everything else is written to standard error:

    {"event": "progress", "step": "schema|roles|users|assets|grants", "message": "…"}
    {"event": "result", "changed": ["users", …], "seconds": 21.4, "assets": {"charts": 9, …}}
    {"event": "error", "code": "…", "message": "…", "causes": ["…", …]}

The exit code is 0 after a result and 1 after an error.
"""

import hashlib
import hmac
import json
import os
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
VIEWER_ROLE = "BoardViewer"
ANALYST_ROLE = "WarehouseAnalyst"
ROLES = {
    "admin": ["Admin"],
    "analyst": ["Gamma", "sql_lab", VIEWER_ROLE, ANALYST_ROLE],
    "viewer": [VIEWER_ROLE],
}
# What a viewer needs beside the permissions that Superset gives a reader without a login.
VIEWER_PERMISSIONS = [
    ("can_language_pack", "Superset"),
    ("can_csv", "Superset"),
    ("can_log", "Superset"),
    ("can_drill", "Dashboard"),
    ("can_view_chart_as_table", "Dashboard"),
    ("can_view_query", "Dashboard"),
    ("can_recent_activity", "Log"),
    ("can_samples", "Datasource"),
    ("can_userinfo", "UserDBModelView"),
    ("menu_access", "Dashboards"),
]
# What an analyst needs beside Superset's own roles, to make datasets of the tables that they ask.
ANALYST_PERMISSIONS = [("can_write", "Dataset")]
# What the page before the login needs, to be in Chinese.
ANONYMOUS_PERMISSIONS = [("can_language_pack", "Superset")]
STAMPS = "mujun_setup"


class SetupError(Exception):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def emit(event: str, **fields: object) -> None:
    print(json.dumps({"event": event, **fields}, ensure_ascii=False), file=EVENTS, flush=True)


def progress(step: str, message: str) -> None:
    emit("progress", step=step, message=message)


def read_specification() -> dict:
    try:
        specification = json.load(sys.stdin)
        if not any(user["role"] == "admin" for user in specification["users"]):
            raise SetupError("SUPERSET_NO_ADMIN", "the specification names no user of role admin")
        for user in specification["users"]:
            if user["role"] not in ROLES or not user["username"] or not user["password"]:
                raise SetupError(
                    "SUPERSET_USER_INVALID",
                    f"user {user.get('username')!r}: role is one of {', '.join(ROLES)}, and "
                    "username and password are not empty",
                )
        specification["trino"]["uri"], specification["trino"]["password"]
        specification["bundle"] = Path(specification["bundle"])
    except (KeyError, TypeError, ValueError) as error:
        raise SetupError(
            "SUPERSET_SPECIFICATION_INVALID",
            f"standard input is not the specification that mujun_superset.py describes: {error!r}",
        ) from error
    return specification


def read_bundle(folder: Path) -> dict[str, str]:
    """The bundle's files by their paths inside it."""
    contents = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.yaml"))
    }
    if "metadata.yaml" not in contents:
        raise SetupError("SUPERSET_BUNDLE_MISSING", f"{folder} holds no assets bundle")
    return contents


def with_connection(contents: dict[str, str], trino: dict) -> tuple[dict[str, str], dict[str, str]]:
    """The bundle with this machine's address of Trino, and the passwords of its databases."""
    import yaml

    result, passwords = dict(contents), {}
    for name, text in contents.items():
        if name.startswith("databases/"):
            database = yaml.safe_load(text)
            user, _, rest = trino["uri"].removeprefix("trino://").partition("@")
            database["sqlalchemy_uri"] = f"trino://{user}:XXXXXXXXXX@{rest}"
            if trino.get("certificate"):
                parameters = database.setdefault("extra", {}).setdefault("engine_params", {})
                parameters.setdefault("connect_args", {})["verify"] = trino["certificate"]
            result[name] = yaml.safe_dump(database, allow_unicode=True)
            passwords[name] = trino["password"]
    return result, passwords


class Stamps:
    """What the last run of each step was given, kept in the metadata database beside its result.

    The values are keyed hashes, so that no password can be guessed from them.
    """

    def __init__(self, uri: str, secret: str) -> None:
        import psycopg2

        self.secret = secret.encode()
        address = uri.replace("postgresql+psycopg2://", "postgresql://", 1)
        try:
            self.connection = psycopg2.connect(address, connect_timeout=10)
        except psycopg2.OperationalError as error:
            raise SetupError(
                "SUPERSET_METADATA_UNREACHABLE", f"the metadata database: {str(error).strip()}"
            ) from error
        self.connection.autocommit = True
        with self.connection.cursor() as cursor:
            # One setup at a time; the lock is held until this process ends.
            cursor.execute("select pg_advisory_lock(hashtext(%s))", [STAMPS])
            cursor.execute(
                f"create table if not exists {STAMPS} (step text primary key, stamp text not null)"
            )
            cursor.execute(f"select step, stamp from {STAMPS}")
            self.known = dict(cursor.fetchall())

    def stamp(self, *parts: object) -> str:
        text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
        return hmac.new(self.secret, text.encode(), hashlib.sha256).hexdigest()

    def record(self, step: str, stamp: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(
                f"insert into {STAMPS} values (%s, %s)"
                " on conflict (step) do update set stamp = excluded.stamp",
                [step, stamp],
            )


def upgrade_schema(*_: object) -> None:
    from flask_migrate import upgrade

    upgrade()


def define_roles(*_: object) -> None:
    from superset.extensions import appbuilder, db, security_manager

    appbuilder.add_permissions(update_perms=True)
    security_manager.sync_role_definitions()
    for name in (VIEWER_ROLE, ANALYST_ROLE):
        security_manager.add_role(name)
    db.session.commit()


def define_users(specification: dict, *_: object) -> None:
    from superset.extensions import db, security_manager
    from werkzeug.security import check_password_hash, generate_password_hash

    for wanted in specification["users"]:
        roles = [security_manager.find_role(name) for name in ROLES[wanted["role"]]]
        user = security_manager.find_user(username=wanted["username"])
        name = wanted.get("name") or wanted["username"]
        if user is None:
            user = security_manager.add_user(
                username=wanted["username"],
                first_name=name,
                last_name="",
                email=f"{wanted['username']}@mujun.invalid",
                role=roles,
                password=wanted["password"],
            )
            if not user:
                raise SetupError(
                    "SUPERSET_USER_REFUSED", f"Superset did not accept user {wanted['username']}"
                )
        user.first_name, user.roles, user.active = name, roles, True
        if not check_password_hash(user.password, wanted["password"]):
            user.password = generate_password_hash(wanted["password"])
    named = {wanted["username"] for wanted in specification["users"]}
    for user in security_manager.get_all_users():
        if user.username not in named and user.email.endswith("@mujun.invalid"):
            user.active = False
    db.session.commit()


def import_assets(specification: dict, contents: dict[str, str]) -> None:
    from superset import db
    from superset.commands.importers.v1.assets import ImportAssetsCommand
    from superset.extensions import security_manager
    from superset.utils.core import override_user

    bundle, passwords = with_connection(contents, specification["trino"])
    admin = next(user for user in specification["users"] if user["role"] == "admin")
    with override_user(security_manager.find_user(username=admin["username"])):
        ImportAssetsCommand(bundle, passwords=passwords).run()
        remove_dropped(contents)
    db.session.commit()


def remove_dropped(contents: dict[str, str]) -> None:
    """Removes the assets that an earlier bundle brought and this one does not hold."""
    import yaml
    from superset import db
    from superset.connectors.sqla.models import SqlaTable
    from superset.models.core import Database
    from superset.models.dashboard import Dashboard
    from superset.models.slice import Slice

    uuids = {yaml.safe_load(text).get("uuid") for text in contents.values()}
    for model in (Dashboard, Slice, SqlaTable, Database):
        for asset in db.session.query(model).filter_by(is_managed_externally=True):
            if str(asset.uuid) not in uuids:
                progress("assets", f"{model.__name__} {asset} 已不在声明中，删除")
                db.session.delete(asset)
        db.session.flush()


def grant_access(specification: dict, contents: dict[str, str]) -> None:
    """Lets viewers read the bundle's datasets, and analysts all of its databases.

    Which tables and rows each of them sees is Trino's to say, which is asked in their name.
    """
    import yaml
    from superset import db
    from superset.connectors.sqla.models import SqlaTable
    from superset.extensions import security_manager
    from superset.models.core import Database

    def imported(model: type, folder: str) -> list:
        uuids = {
            yaml.safe_load(text)["uuid"]
            for name, text in contents.items()
            if name.startswith(f"{folder}/")
        }
        return [asset for asset in db.session.query(model) if str(asset.uuid) in uuids]

    viewer = [
        *security_manager.PUBLIC_ROLE_PERMISSIONS,
        *VIEWER_PERMISSIONS,
        *(("datasource_access", dataset.perm) for dataset in imported(SqlaTable, "datasets")),
    ]
    analyst = [
        *ANALYST_PERMISSIONS,
        *(("database_access", database.perm) for database in imported(Database, "databases")),
    ]
    for name, pairs in (
        (VIEWER_ROLE, viewer),
        (ANALYST_ROLE, analyst),
        ("Public", ANONYMOUS_PERMISSIONS),
    ):
        role = security_manager.find_role(name)
        role.permissions = [
            found
            for permission, view in pairs
            if (found := security_manager.find_permission_view_menu(permission, view))
        ]
    db.session.commit()


STEPS = {
    "schema": (upgrade_schema, "建立或升级元数据库结构"),
    "roles": (define_roles, "同步角色和权限"),
    "users": (define_users, "同步用户"),
    "assets": (import_assets, "导入看板"),
    "grants": (grant_access, "授予看板与数据库的查看权限"),
}


def run() -> None:
    started = time.monotonic()
    specification = read_specification()
    contents = read_bundle(specification["bundle"])
    from importlib.metadata import version

    code = Path(__file__).read_text(encoding="utf-8")
    config = (HERE / "superset_config.py").read_text(encoding="utf-8")
    program = (version("apache-superset"), code)
    stamps = Stamps(os.environ["SUPERSET_METADATA_URI"], os.environ["SUPERSET_SECRET_KEY"])
    wanted = {
        "schema": stamps.stamp(program[0]),
        "roles": stamps.stamp(program, config),
        "users": stamps.stamp(program, specification["users"]),
        "assets": stamps.stamp(program, contents, specification["trino"]),
        "grants": stamps.stamp(program, contents),
    }
    due = [step for step, stamp in wanted.items() if stamps.known.get(step) != stamp]
    if due and "grants" not in due:
        due.append("grants")
    if due:
        progress(due[0], "载入 Superset")
        from superset.app import create_app

        with create_app().app_context():
            for step in due:
                action, message = STEPS[step]
                progress(step, message)
                action(specification, contents)
                stamps.record(step, wanted[step])
    counts = {
        kind: sum(name.startswith(f"{kind}/") for name in contents)
        for kind in ("databases", "datasets", "charts", "dashboards")
    }
    emit("result", changed=due, seconds=round(time.monotonic() - started, 1), assets=counts)


def chain(error: BaseException) -> list[str]:
    """The error and what caused it, outermost first, with the messages of failed validations."""
    texts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        text = f"{type(current).__name__}: {current}"
        for inner in getattr(current, "_exceptions", None) or []:
            text += f"; {getattr(inner, 'messages', inner)}"
        texts.append(text)
        current = current.__cause__ or current.__context__
    return texts


def main() -> int:
    try:
        run()
        return 0
    except SetupError as error:
        emit("error", code=error.code, message=str(error), causes=chain(error)[1:])
    except Exception as error:  # noqa: BLE001: whatever it is, the caller is told
        import traceback

        traceback.print_exc()
        causes = chain(error)
        code, what = "SUPERSET_SETUP_FAILED", "setting up Superset failed"
        if any("trino.exceptions" in cause or "error 401" in cause for cause in causes):
            code, what = "SUPERSET_TRINO_REFUSED", "Superset cannot ask Trino"
        emit("error", code=code, message=f"{what}: {causes[-1]}", causes=causes)
    return 1


if __name__ == "__main__":
    # Libraries print to standard output as they load; only events belong there.
    EVENTS = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.exit(main())
