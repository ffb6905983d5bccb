"""Superset's configuration for Mujun: named by SUPERSET_CONFIG_PATH.

Everything that differs between machines comes from the environment:

    SUPERSET_CONFIG_PATH      this file
    SUPERSET_SECRET_KEY       signs sessions and encrypts stored passwords; required
    SUPERSET_METADATA_URI     SQLAlchemy address of the metadata database, with password, as
                              postgresql+psycopg2://user:password@127.0.0.1:5432/superset; required
    SUPERSET_HOME             folder for caches; required, made where it is absent
    SUPERSET_CACHE_SECONDS    how long a chart's rows are kept (default 300)
    SUPERSET_LOG_LEVEL        a level name of Python's logging (default WARNING)
    SUPERSET_FIRST_BOARD      slug of the board shown after the login (default zone-overview)

Rows are guarded in Trino, which is asked in the name of the user who looks. So everything that is
cached is kept apart by user: both settings below that do so stay on.
"""

import base64
import logging
import os
from datetime import timedelta
from pathlib import Path


def _required(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise RuntimeError(f"SUPERSET_SETTING_MISSING: the environment variable {name} is not set")
    return value


# `requests` prefers these to the certificate that a connection names, and Trino's is self-signed.
for _name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
    os.environ.pop(_name, None)

SECRET_KEY = _required("SUPERSET_SECRET_KEY")
SQLALCHEMY_DATABASE_URI = _required("SUPERSET_METADATA_URI")
_home = Path(_required("SUPERSET_HOME"))
_home.mkdir(parents=True, exist_ok=True)
_cache_seconds = int(os.environ.get("SUPERSET_CACHE_SECONDS", "300"))

LOG_LEVEL = logging.getLevelName(os.environ.get("SUPERSET_LOG_LEVEL", "WARNING"))
SQLALCHEMY_ENGINE_OPTIONS = {"pool_size": 8, "max_overflow": 4, "pool_pre_ping": True}

# Language and formats.
BABEL_DEFAULT_LOCALE = "zh"
LANGUAGES = {"zh": {"flag": "cn", "name": "简体中文"}}
D3_FORMAT = {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["¥", ""]}
D3_TIME_FORMAT = {
    "dateTime": "%Y年%-m月%-d日 %H:%M:%S",
    "date": "%Y年%-m月%-d日",
    "time": "%H:%M:%S",
    "periods": ["上午", "下午"],
    "days": [f"星期{day}" for day in "日一二三四五六"],
    "shortDays": list("日一二三四五六"),
    "months": [f"{month}月" for month in range(1, 13)],
    "shortMonths": [f"{month}月" for month in range(1, 13)],
}

# What the page is called and how it looks.
_LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" viewBox="0 0 120 40">'
    '<rect x="2" y="6" width="28" height="28" rx="5" fill="#1f5fa8"/>'
    '<path d="M9 13h14M9 20h14M9 27h14M16 10v20" stroke="#fff" stroke-width="2.4"/>'
    '<text x="40" y="29" font-family="Noto Sans CJK SC,Microsoft YaHei,PingFang SC,sans-serif" '
    'font-size="24" font-weight="700" fill="#1f5fa8">亩均</text></svg>'
)
APP_NAME = "亩均"
APP_ICON = "data:image/svg+xml;base64," + base64.b64encode(_LOGO.encode()).decode()
FAVICONS = [{"href": APP_ICON, "type": "image/svg+xml", "rel": "icon"}]
THEME_DEFAULT = {
    "algorithm": "default",
    "token": {
        "brandAppName": APP_NAME,
        "brandLogoAlt": APP_NAME,
        "brandLogoUrl": APP_ICON,
        "brandLogoMargin": "14px 0",
        "brandLogoHref": "/",
        "brandLogoHeight": "32px",
        "brandIconMaxWidth": 120,
        "colorPrimary": "#1f5fa8",
        "colorLink": "#1f5fa8",
        "colorError": "#c8102e",
        "colorWarning": "#d48806",
        "colorSuccess": "#2e8b57",
        "colorInfo": "#1f5fa8",
        "fontUrls": [],
        "fontFamily": "'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',"
        "'Source Han Sans SC',Helvetica,Arial,sans-serif",
        "fontFamilyCode": "'Noto Sans Mono CJK SC','Courier New',monospace",
        "fontSizeXS": "8",
        "fontSizeXXL": "28",
        "fontWeightNormal": "400",
        "fontWeightLight": "300",
        "fontWeightStrong": "500",
        "fontWeightBold": "700",
        "transitionTiming": 0.3,
    },
}
THEME_DARK = None
EXTRA_CATEGORICAL_COLOR_SCHEMES = [
    {
        "id": "mujun",
        "label": "亩均",
        "description": "",
        "isDefault": True,
        "colors": ["#1f5fa8", "#d48806", "#2e8b57", "#6b4fa0", "#c8102e", "#5b6b7b", "#2aa5b8"],
    }
]
ENABLE_UI_THEME_ADMINISTRATION = False
THEME_FONT_URL_ALLOWED_DOMAINS = []

_FIRST_BOARD = f"/superset/dashboard/{os.environ.get('SUPERSET_FIRST_BOARD', 'zone-overview')}/"
LOGO_TARGET_PATH = _FIRST_BOARD


def FLASK_APP_MUTATOR(app):  # noqa: N802: the name is Superset's
    """Shows the first board where Superset would show its own start page."""
    from flask import redirect, request

    @app.before_request
    def first_board():
        if request.method == "GET" and request.path.rstrip("/") == "/superset/welcome":
            return redirect(_FIRST_BOARD)
        return None


# Limits on what one question may bring back.
ROW_LIMIT = 10_000
SAMPLES_ROW_LIMIT = 200
SQL_MAX_ROW = 100_000
DISPLAY_MAX_ROW = 10_000
TABLE_VIZ_MAX_ROW_SERVER = 100_000
SUPERSET_WEBSERVER_TIMEOUT = 120

FEATURE_FLAGS = {
    "CACHE_IMPERSONATION": True,
    "CACHE_QUERY_BY_USER": True,
    "ALERT_REPORTS": False,
    "CSS_TEMPLATES": False,
    "EMBEDDABLE_CHARTS": False,
    "ENABLE_TEMPLATE_PROCESSING": False,
    "THUMBNAILS": False,
}


def _cache(name: str, timeout: int) -> dict:
    return {
        "CACHE_TYPE": "FileSystemCache",
        "CACHE_DIR": str(_home / "cache" / name),
        "CACHE_DEFAULT_TIMEOUT": timeout,
        "CACHE_THRESHOLD": 2_000,
        "CACHE_KEY_PREFIX": f"mujun_{name}_",
        "CACHE_OPTIONS": {"mode": 0o600},
    }


CACHE_DEFAULT_TIMEOUT = _cache_seconds
CACHE_CONFIG = _cache("metadata", _cache_seconds)
DATA_CACHE_CONFIG = _cache("data", _cache_seconds)

# Sessions, logins and what the browser may load: this server alone.
SESSION_COOKIE_NAME = "mujun_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
PERMANENT_SESSION_LIFETIME = timedelta(hours=12)
RATELIMIT_ENABLED = True
RATELIMIT_APPLICATION = "1000 per second"
RATELIMIT_STORAGE_URI = "memory://"
AUTH_RATE_LIMITED = True
AUTH_RATE_LIMIT = "10 per second"
PUBLIC_ROLE_LIKE = None
ENABLE_CORS = False
FAB_API_SWAGGER_UI = False
TALISMAN_ENABLED = True
TALISMAN_CONFIG = {
    "content_security_policy": {
        "base-uri": ["'self'"],
        "default-src": ["'self'"],
        "img-src": ["'self'", "blob:", "data:"],
        "worker-src": ["'self'", "blob:"],
        "connect-src": ["'self'"],
        "object-src": "'none'",
        "style-src": ["'self'", "'unsafe-inline'"],
        "font-src": ["'self'", "data:"],
        "frame-ancestors": ["'self'"],
        "script-src": ["'self'", "'strict-dynamic'"],
    },
    "content_security_policy_nonce_in": ["script-src"],
    "force_https": False,
    "session_cookie_secure": False,
}

# Nothing is asked of, or told to, a host outside.
DOCUMENTATION_URL = None
BUG_REPORT_URL = None
TROUBLESHOOTING_LINK = ""
MAPBOX_API_KEY = ""
CELERY_CONFIG = None
