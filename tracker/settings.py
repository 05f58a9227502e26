"""The one settings file. Everything that differs between places comes from the environment."""

import os
import secrets
from pathlib import Path
from typing import Any

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from kombu import Queue

from tracker.embedded.place import Place
from tracker.weights import weights

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
PLACE = Place.of_environment()
VAR_DIR = PLACE.var
# Kept in VAR_DIR by the first command that stores anything; what stores nothing needs none.
SECRET_KEY = env.str("SECRET_KEY", default="") or PLACE.secret_key() or secrets.token_urlsafe(50)
DEBUG = env.bool("DEBUG", default=False)
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO").upper()

# Where the web server of `manage.py up` listens, and under which names the site is reached.
BIND = env.str("BIND", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
WEB_PROCESSES = env.int("WEB_PROCESSES", default=2)
WEB_THREADS = env.int("WEB_THREADS", default=4)
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
HOSTS = env.list("ALLOWED_HOSTS", default=[])
ALLOWED_HOSTS = [*LOOPBACK, *HOSTS]

# A site with a public name is served over HTTPS, by a proxy that sets X-Forwarded-Proto.
HTTPS = env.bool("HTTPS", default=bool(HOSTS))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^health$", r"^metrics$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=0) if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "corsheaders",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "rest_framework",
    "tracker",
    "sources",
    "claims",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tracker.languages.PageLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tracker.sessions.NoteUse",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# DATABASE_URL and REDIS_URL name servers of one's own; without them the embedded ones serve.
OWN_DATABASE = bool(env.str("DATABASE_URL", default=""))
OWN_BROKER = bool(env.str("REDIS_URL", default=""))
DATABASES = {"default": env.db("DATABASE_URL") if OWN_DATABASE else PLACE.database()}
REDIS_URL = env.str("REDIS_URL") if OWN_BROKER else PLACE.cache_url()
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "on-record",
    }
}

# The receipts in the database are the queue; the broker only carries numbers of rows to workers.
CELERY_BROKER_URL = (
    REDIS_URL.replace("unix://", "redis+socket://") if OWN_BROKER else PLACE.broker_url()
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 15 * 60}  # longer than any task may take
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {
    "sources.tasks.poll": {"queue": "fetching"},
    "sources.tasks.fetch": {"queue": "fetching"},
    "sources.tasks.receive": {"queue": "intake"},
    "sources.tasks.find_copies": {"queue": "linking"},
    "claims.tasks.read_new": {"queue": "reading"},
    "claims.tasks.read": {"queue": "reading"},
    "claims.tasks.resolve": {"queue": "resolving"},
    "claims.tasks.record": {"queue": "recording"},
    "claims.tasks.match": {"queue": "linking"},
    "claims.tasks.link": {"queue": "linking"},
    "claims.tasks.relate": {"queue": "linking"},
    "claims.tasks.propose": {"queue": "linking"},
}
CELERY_TASK_QUEUES = [
    Queue(name, routing_key=name)
    for name in (CELERY_TASK_DEFAULT_QUEUE, *{r["queue"]: 0 for r in CELERY_TASK_ROUTES.values()})
]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
# What a worker holds is handed out again when its lease ends, so no task may run that long.
LEASE_SECONDS = env.int("LEASE_SECONDS", default=120)
CELERY_TASK_SOFT_TIME_LIMIT = LEASE_SECONDS * 0.8
CELERY_TASK_TIME_LIMIT = LEASE_SECONDS * 0.9
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CONCURRENCY = env.int("WORKER_PROCESSES", default=min(os.cpu_count() or 1, 4))
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
HAND_OUT_SECONDS = env.float("HAND_OUT_SECONDS", default=2.0)
# While more revisions than that wait to be read, nothing more comes in; 0: never mind.
MOST_UNREAD = env.int("MOST_UNREAD", default=2000)
# Days for which raw bytes are kept, from when they came here; 0: for ever.
RAW_DAYS = env.int("RAW_DAYS", default=0)
PROPOSE_SECONDS = env.float("PROPOSE_SECONDS", default=300.0)
COUNT_SECONDS = 900.0  # how often outlets' days are counted for the monitor


def _every(seconds: float, task: str) -> dict[str, Any]:
    """Nobody waits for one that was missed: the next does its work too."""
    return {"task": task, "schedule": seconds, "options": {"expires": seconds}}


CELERY_BEAT_SCHEDULE = {
    "hand out": _every(HAND_OUT_SECONDS, "tracker.tasks.hand_out"),
    "open readings": _every(HAND_OUT_SECONDS * 15, "claims.tasks.open_readings"),
    "find copies": _every(HAND_OUT_SECONDS * 15, "sources.tasks.find_copies"),
    "drop old bytes": _every(3600.0, "sources.tasks.drop_old_bytes"),
    "forget answers": _every(3600.0, "claims.tasks.forget_answers"),
    "number changes": _every(HAND_OUT_SECONDS * 15, "claims.tasks.number_changes"),
    "count days": _every(COUNT_SECONDS, "claims.tasks.count_days"),
    "draw re-checks": _every(COUNT_SECONDS, "claims.tasks.draw_rechecks"),
    "propose events": _every(PROPOSE_SECONDS, "claims.tasks.propose"),
}
# Every list as files, each night at this hour (UTC), where a folder is named for them.
DUMP_DIR = env.str("DUMP_DIR", default="")
DUMP_HOUR = env.int("DUMP_HOUR", default=3)
DUMP_SITE = env.str("DUMP_SITE", default=f"http://127.0.0.1:{PORT}")
DUMPS_KEPT = env.int("DUMPS_KEPT", default=7)
if DUMP_DIR:
    CELERY_BEAT_SCHEDULE["dump"] = {
        "task": "tracker.tasks.dump",
        "schedule": crontab(hour=DUMP_HOUR, minute=0),
        "options": {"expires": 3600.0},
    }
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "timeline"
LOGOUT_REDIRECT_URL = "timeline"
AXES_VERBOSE = False
# Wrong passwords within 15 minutes (`tracker.guessing`): for one name from one address, for one
# name from anywhere, from one address for any name; a newsroom may share one address.
AXES_HANDLER = "tracker.guessing.Guesses"
AXES_FAILURE_LIMIT = env.int("TRIES", default=10)
TRIES_BY_NAME = env.int("TRIES_BY_NAME", default=20)
TRIES_BY_ADDRESS = env.int("TRIES_BY_ADDRESS", default=30)
AXES_COOLOFF_TIME = 0.25
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # or strangers could keep people out
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "username", "ip_address"]
AXES_CLIENT_IP_CALLABLE = "tracker.guessing.address_of"
AXES_LOCKOUT_CALLABLE = "tracker.accounts.locked_out"
SESSION_ENGINE = "tracker.sessions"
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=120)
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", default=12) * 3600

# English is what the code has; a translation is a folder in locale/ and a line here
# (docs/translating.md).
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_STORAGE = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEBUG
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATICFILES_STORAGE},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
    },
}

# Anonymous readers get statements with their paragraph; full texts need a sign-in.
PUBLIC_READ = env.bool("PUBLIC_READ", default=True)

# Who may read /metrics without a sign-in: whoever sends this token as a bearer's.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
# Minutes after which an unread article makes /health fail; 0 for never.
QUEUE_AGE_LIMIT = env.float("QUEUE_AGE_LIMIT", default=60.0)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "format": "%(asctime)s %(levelname)-7s %(name)s: %(message)s",
            "datefmt": "%Y-%m-%d %H:%M:%S",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "celery.app.trace": {"level": "WARNING"},  # handing out is done every other second
        "celery.beat": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
        "kombu": {"level": "WARNING"},
        "trafilatura": {"level": "CRITICAL"},  # what is wrong with a page is told on its row
        "warcio": {"level": "CRITICAL"},  # likewise; it repeats whole addresses, however long
    },
}

# Links to events: made from this confidence on, left to the desk from that one on.
LINKED_FROM = env.float("LINKED_FROM", default=0.3)
DOUBTFUL_FROM = env.float("DOUBTFUL_FROM", default=0.2)

# What makes a statement go up in the desk's queue (`claims.waiting`, docs/desk.md), and for how
# long one stays with the editor who has it open, or away from the one who skipped it.
QUEUE_WEIGHTS = weights(
    "QUEUE_WEIGHTS",
    env.dict("QUEUE_WEIGHTS", default={}),
    recheck=2.0,
    sources=1.5,
    days=1.0,
    drifted=1.0,
    unnamed=0.5,
    undated=0.25,
    links=0.5,
    unsure=3.0,
    tracked=1.0,
    outlets=0.75,
    recent=0.25,
)
QUEUE_LOOKING_MINUTES = env.float("QUEUE_LOOKING_MINUTES", default=10.0)
QUEUE_SKIPPED_HOURS = env.float("QUEUE_SKIPPED_HOURS", default=4.0)

# Blind re-checks (`claims.rechecking`): how many a day of either stratum, which share of them by
# two editors, and what chance starts from (the secret key where nothing is set).
RECHECKS_A_DAY = env.int("RECHECKS_A_DAY", default=10)
RECHECKED_TWICE = env.float("RECHECKED_TWICE", default=0.2)
RECHECK_SEED = env.str("RECHECK_SEED", default="")

# An address or a page where publishers reach whoever runs this; fetching sends it along.
FETCH_CONTACT = env.str("FETCH_CONTACT", default="")
# The least time between two requests to one host, from all workers together; its robots.txt may
# ask for more.
HOST_PACE_SECONDS = env.float("HOST_PACE_SECONDS", default=2.0)
# How often a feed is asked adapts to how often it brings something, between these.
FEED_FLOOR_MINUTES = env.float("FEED_FLOOR_MINUTES", default=5.0)
FEED_CEILING_MINUTES = env.float("FEED_CEILING_MINUTES", default=120.0)

# The address of the licence under which what is listed may be used, where there is one.
DATA_LICENSE = env.str("DATA_LICENSE", default="")

# Requests a minute from one address, or from one user or token.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "claims.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "claims.api.permissions.ReadersReadEditorsWrite",
        "claims.api.permissions.TokensKeepToScopes",
    ],
    "DEFAULT_RENDERER_CLASSES": ["claims.api.renderers.PlainJSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["claims.api.bodies.BoundedJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "claims.api.pagination.CursorPages",
    "DEFAULT_SCHEMA_CLASS": "claims.api.schema.Operations",
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_THROTTLE_CLASSES": [
        "claims.api.throttling.AnonymousLimit",
        "claims.api.throttling.SignedInLimit",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "anon": env.str("API_RATE_ANONYMOUS", default="300/min"),
        "user": env.str("API_RATE_SIGNED_IN", default="1200/min"),
    },
    "EXCEPTION_HANDLER": "claims.api.problems.as_problem",
    "NUM_PROXIES": env.int("TRUSTED_PROXIES", default=0),
    "URL_FORMAT_OVERRIDE": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
# Pages of other sites may read the API and the files and feeds of lists, never with a reader's
# cookies, and see the headers.
CORS_URLS_REGEX = r"^/api/|.*\.(json|csv|atom|jsonld)$"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "authorization", "if-none-match"]
CORS_EXPOSE_HEADERS = [
    "ETag",
    "Link",
    "Location",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
]
CORS_PREFLIGHT_MAX_AGE = 86_400
SPECTACULAR_SETTINGS = {
    "TITLE": "On Record",
    "DESCRIPTION": "Who said what, when, about which event, and who reports it so.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "LICENSE": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "validatorUrl": None},
    "POSTPROCESSING_HOOKS": [
        "claims.api.describing.describe_problems",
        "claims.api.examples.give_examples",
    ],
}
