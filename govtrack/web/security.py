"""Flask-Security's settings: what is offered, what is not, and the names of our pages."""

import hmac
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Any

from govtrack.settings import Settings

HASHING = {"argon2__type": "ID", "argon2__time_cost": 3, "argon2__memory_cost": 65536, "argon2__parallelism": 4}
"""Argon2id as RFC 9106 has it for servers short of memory: 64 MiB, three passes, four lanes."""

SHORTEST_PASSWORD = 12


def configuration(settings: Settings, secret: str) -> dict[str, Any]:
    """Everything Flask-Security is told; `secret` is what its keys are derived from."""
    return {
        "SECURITY_URL_PREFIX": "/account",
        "SECURITY_STATIC_FOLDER": None,
        "SECURITY_CLI_USERS_NAME": None,
        "SECURITY_CLI_ROLES_NAME": None,
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_API_ENABLED_METHODS": ["session"],
        "SECURITY_CACHE_CONTROL": None,
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_REDIRECT_BEHAVIOR": None,
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
        "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": dict(HASHING),
        "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST_PASSWORD,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_RECOVERABLE": True,
        "SECURITY_RESET_PASSWORD_WITHIN": timedelta(days=1),
        "SECURITY_POST_LOGOUT_VIEW": "/account/login",
        "SECURITY_POST_CHANGE_VIEW": "/account/",
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_FRESHNESS": timedelta(minutes=30),
        "SECURITY_FRESHNESS_GRACE_PERIOD": timedelta(minutes=5),
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_REQUIRED": settings.second_factor,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
        "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
        "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": "/account/",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": 8,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": [urlsafe_b64encode(_derived(secret, "recovery codes"))],
        "SECURITY_TOTP_SECRETS": {"1": _derived(secret, "second factor").hex()},
        "SECURITY_TOTP_ISSUER": "govtrack",
        "SECURITY_EMAIL_HTML": False,
        "SECURITY_EMAIL_SENDER": settings.mail_from,
        "SECURITY_EMAIL_SUBJECT_PASSWORD_RESET": "A new password for govtrack",
        "SECURITY_EMAIL_SUBJECT_PASSWORD_NOTICE": "Your govtrack password was set anew",
        "SECURITY_EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE": "Your govtrack password was changed",
        "SECURITY_EMAIL_TEMPLATE_PASSWORD_RESET": "account/mail/reset",
        "SECURITY_EMAIL_TEMPLATE_PASSWORD_RESET_NOTICE": "account/mail/changed",
        "SECURITY_EMAIL_TEMPLATE_PASSWORD_CHANGE_NOTICE": "account/mail/changed",
        "SECURITY_LOGIN_USER_TEMPLATE": "account/sign_in.html",
        "SECURITY_FORGOT_PASSWORD_TEMPLATE": "account/ask_reset.html",
        "SECURITY_RESET_PASSWORD_TEMPLATE": "account/reset.html",
        "SECURITY_CHANGE_PASSWORD_TEMPLATE": "account/change_password.html",
        "SECURITY_VERIFY_TEMPLATE": "account/again.html",
        "SECURITY_TWO_FACTOR_SETUP_TEMPLATE": "account/second_factor.html",
        "SECURITY_TWO_FACTOR_VERIFY_CODE_TEMPLATE": "account/enter_code.html",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_TEMPLATE": "account/recovery_codes.html",
        "SECURITY_MULTI_FACTOR_RECOVERY_TEMPLATE": "account/recover.html",
    }


def _derived(secret: str, purpose: str) -> bytes:
    """Thirty-two bytes for one purpose, which tell nothing of the secret itself."""
    return hmac.digest(secret.encode(), f"govtrack {purpose}".encode(), "sha256")
