"""Settings, all of them: what differs between installations comes from the environment.

SIGHTLINE_HOME        where the database and the files live (default ./var)
DATABASE_URL          a PostgreSQL server; without it, SQLite in SIGHTLINE_HOME
SIGHTLINE_SECRET_KEY  signing key; without it, one is made and kept in SIGHTLINE_HOME
SIGHTLINE_HOSTS       the names the site answers to, separated by commas (default: this machine only)
SIGHTLINE_PORT        where to serve, and the port in the links that commands print (default 8000; over HTTPS none)
SIGHTLINE_HTTPS       1 when the site is reached over HTTPS, as it must be in use
SIGHTLINE_PROXIES     how many web servers stand in front of this one (default: 1 with HTTPS, else 0)
SIGHTLINE_OIDC        a JSON file with the OpenID Connect providers one may sign in with
SIGHTLINE_MAIL        smtp://user:password@host:port, or nothing to keep mail in SIGHTLINE_HOME/mail
SIGHTLINE_MAIL_FROM   whom mail is from (default sightline@localhost)
SIGHTLINE_NOTIFY_KEY       the API key of the government's Notify service, which then sends notices
SIGHTLINE_NOTIFY_TEMPLATE  the template there, with ((subject)) as its subject and ((text)) as its message
SIGHTLINE_NOTIFY_URL       where that service is (default https://api.notifications.service.gov.uk)
SIGHTLINE_STATIC      where style sheets and scripts are gathered (default SIGHTLINE_HOME/static)
SIGHTLINE_DEBUG       1 to show a developer what went wrong, on the page; never in use
"""

from __future__ import annotations

import json
import os
import secrets
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url

HOME = Path(os.environ.get("SIGHTLINE_HOME", "var")).resolve()
FILES = HOME / "files"


def _secret_key() -> str:
    """The signing key: given, or made once and kept readable by its owner alone."""
    given = os.environ.get("SIGHTLINE_SECRET_KEY")
    if given:
        return given
    kept = HOME / "secret-key"
    if not kept.exists():
        HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = HOME / f"secret-key.{os.getpid()}"
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(new, kept)  # whole or not at all, whatever else starts or is killed at this moment
        except FileExistsError:
            pass
        finally:
            new.unlink()
    return kept.read_text()


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("SIGHTLINE_DEBUG") == "1"
HTTPS = os.environ.get("SIGHTLINE_HTTPS") == "1"
PORT = int(os.environ.get("SIGHTLINE_PORT", "8000"))
ALLOWED_HOSTS = [
    host.strip()
    for host in os.environ.get("SIGHTLINE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
    if host.strip()
]
CSRF_TRUSTED_ORIGINS = (
    [f"https://{'*' * host.startswith('.')}{host}" for host in ALLOWED_HOSTS] if HTTPS else []
)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "sightline.people",  # before allauth, whose pages it draws its own way
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    *(["django_linear_migrations"] if find_spec("django_linear_migrations") else []),  # a developer's tool
    "sightline.govuk",
    "sightline.audit",
    "sightline.partnership",
    "sightline.clocks",
    "sightline.notices",
    "sightline.measures",
    "sightline.imports",
    "sightline.documents",
    "sightline.files",
    "sightline.actions",
    "sightline.appointments",
    "sightline.challenges",
    "sightline.claims",
    "sightline.meetings",
    "sightline.training",
    "sightline.forum",
    "sightline.required_reports",
    "sightline.funding",
    "sightline.datasets",
    "sightline.reports",
    "sightline.website",
    "sightline.home",
    "sightline.demo",
    "sightline.foundation",  # last: it discovers what the others offer
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "sightline.foundation.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "sightline.people.middleware.Bodies",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sightline.people.middleware.Access",
    "sightline.foundation.once.ReadingOnce",
]

ROOT_URLCONF = "sightline.urls"
WSGI_APPLICATION = "sightline.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "sightline.people.chrome.chrome",
            ],
        },
    }
]

DATABASES = {
    "default": (
        dj_database_url.config(conn_max_age=60, conn_health_checks=True)
        if os.environ.get("DATABASE_URL")
        else {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "sightline.sqlite3",
            "OPTIONS": {
                "timeout": 30,
                "transaction_mode": "IMMEDIATE",  # a writer waits at its start, never fails half way
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                " PRAGMA cache_size=-32000; PRAGMA temp_store=FILE;"
                " PRAGMA secure_delete=ON",  # what was erased is not left in the file
            },
        }
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_LOGOUT_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "sightline.people.sign_in.InvitedOnly"
SOCIALACCOUNT_ADAPTER = "sightline.people.sign_in.KnownOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = (
    "none"  # an account exists only because somebody of the partnership invited that address
)
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before another way to sign in is added or taken away
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # whoever types an address at random makes us write to nobody
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Sightline: "
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or second step is told to its owner
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False  # the second step at sign-in stays in the way
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_FORMS = {
    "login": "sightline.people.sign_in_forms.SignInForm",
    "reset_password": "sightline.people.sign_in_forms.ResetPasswordForm",
    "reset_password_from_key": "sightline.people.sign_in_forms.NewPasswordForm",
    "change_password": "sightline.people.sign_in_forms.ChangePasswordForm",
    "set_password": "sightline.people.sign_in_forms.SetPasswordForm",
    "reauthenticate": "sightline.people.sign_in_forms.ConfirmPasswordForm",
}
MFA_ADAPTER = "sightline.people.sign_in.PlainWords"
MFA_FORMS = {
    "authenticate": "sightline.people.sign_in_forms.SecondStepForm",
    "reauthenticate": "sightline.people.sign_in_forms.ConfirmCodeForm",
    "activate_totp": "sightline.people.sign_in_forms.SetUpAppForm",
    "add_webauthn": "sightline.people.sign_in_forms.AddPasskeyForm",
    "edit_webauthn": "sightline.people.sign_in_forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Sightline"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # passkeys on http://localhost while trying it out
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": json.loads(Path(os.environ["SIGHTLINE_OIDC"]).read_text())
        if os.environ.get("SIGHTLINE_OIDC")
        else []
    }
}

# Behind a web server every visitor has its address; whose attempts are counted is what that server says.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("SIGHTLINE_PROXIES", "1" if HTTPS else "0"))

if HTTPS:  # a browser takes cookies of these names from this very host alone, not from one beside it
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
UPLOAD_LIMIT = 512 * 1024 * 1024
ATTACHMENT_LIMIT = 50 * 1000 * 1000  # bytes of a file that belongs to a record
FILE_UPLOAD_PERMISSIONS = 0o600

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("SIGHTLINE_STATIC", HOME / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},  # figures, kept under the version of the records they rest on
    },
    "sign-in": {  # attempts, and codes that were used: every process that serves pages has to know of them
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "sign-in",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

_mail = urlsplit(os.environ.get("SIGHTLINE_MAIL", ""))
if _mail.scheme in ("smtp", "smtps"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_TIMEOUT = 10  # seconds; whoever sends an invitation waits for the letter to be taken
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_USE_TLS = not EMAIL_USE_SSL and bool(EMAIL_PORT == 587 or EMAIL_HOST_USER)  # no password in clear
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = HOME / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("SIGHTLINE_MAIL_FROM", "sightline@localhost")
NOTIFY_KEY = os.environ.get("SIGHTLINE_NOTIFY_KEY", "")
NOTIFY_TEMPLATE = os.environ.get("SIGHTLINE_NOTIFY_TEMPLATE", "")
NOTIFY_URL = os.environ.get("SIGHTLINE_NOTIFY_URL", "https://api.notifications.service.gov.uk")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {
        "no secret links": {"()": "sightline.foundation.logs.WithoutSecretLinks"},
        "refusals on one line": {"()": "sightline.foundation.logs.RefusalsOnOneLine"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["no secret links", "refusals on one line"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS = [
    "security.W004",
    "security.W005",
    "security.W008",
    "security.W012",
    "security.W016",
    "security.W018",
    "security.W021",
]
