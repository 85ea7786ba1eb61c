"""The forms of signing in and of looking after one's account: Flask-Security's, in the register's own words."""

from typing import Any, ClassVar

from flask_security.forms import (
    ChangePasswordForm,
    ForgotPasswordForm,
    LoginForm,
    ResetPasswordForm,
    TwoFactorRescueForm,
    TwoFactorSetupForm,
    TwoFactorVerifyCodeForm,
    VerifyForm,
)
from flask_security.forms import (
    Form as SecurityForm,
)
from flask_security.recovery_codes import MfRecoveryForm
from wtforms import PasswordField, RadioField

from govtrack.web.choices import SelectChoice
from govtrack.web.forms import Fault, Form

LONGEST = 1000
WORDS = {
    "email": "Email address",
    "password": "Password",
    "new_password": "New password",
    "new_password_confirm": "New password, once more",
    "password_confirm": "New password, once more",
    "code": "Code",
}


class Asked(SecurityForm):
    """What makes a form of Flask-Security's look like ours: labels in our words, faults for the summary."""

    words: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        for name, field in self._fields.items():
            field.label.text = self.words.get(name) or WORDS.get(name) or field.label.text
            field.description = ""
            field.flags.required = False

    def validate(self, **values: Any) -> bool:  # type: ignore[override] # Flask-Security calls it so
        """Refuse what no password can be before it is hashed; then as Flask-Security has it."""
        for field in self._fields.values():
            if isinstance(field, PasswordField) and (len(field.data or "") > LONGEST or "\0" in (field.data or "")):
                field.errors = [f"A password has at most {LONGEST:,} characters, all of which can be typed."]
                return False
        return bool(super().validate(**values))

    def faults(self) -> list[Fault]:
        """Everything to mend, as our own forms say it."""
        return Form.faults(self)  # type: ignore[arg-type] # it asks only for what every form of WTForms has


class SignIn(Asked, LoginForm):
    """Address and password; a browser is never remembered past its session."""

    remember = None  # type: ignore[assignment] # how WTForms leaves an inherited answer out


class AskReset(Asked, ForgotPasswordForm):
    """The address that a link for a new password is sent to."""


class Reset(Asked, ResetPasswordForm):
    """A new password, by the link that was sent or handed over."""

    words: ClassVar[dict[str, str]] = {"password": "New password"}


class Change(Asked, ChangePasswordForm):
    """A new password, by whoever knows the one there is."""

    words: ClassVar[dict[str, str]] = {"password": "Password now"}


class Again(Asked, VerifyForm):
    """The password once more, before something that matters."""


class SecondFactor(Asked, TwoFactorSetupForm):
    """Turning the second factor on with an authenticator app, or off."""

    setup = RadioField(
        "Second factor",
        choices=[SelectChoice("authenticator", "Set it up"), SelectChoice("disable", "Turn it off")],
        validate_choice=False,
    )


class EnterCode(Asked, TwoFactorVerifyCodeForm):
    """The six digits that the app shows."""

    words: ClassVar[dict[str, str]] = {"code": "Code from your app"}


class Rescue(TwoFactorRescueForm):
    """What Flask-Security makes ready beside the code; its page is not offered here."""

    help_setup = RadioField("Help", choices=[SelectChoice("help", "Help")])


class RecoveryCode(Asked, MfRecoveryForm):
    """One of the codes kept for the day the telephone is lost."""

    words: ClassVar[dict[str, str]] = {"code": "Recovery code"}


FORMS = {
    "login_form": SignIn,
    "forgot_password_form": AskReset,
    "reset_password_form": Reset,
    "change_password_form": Change,
    "verify_form": Again,
    "two_factor_setup_form": SecondFactor,
    "two_factor_verify_code_form": EnterCode,
    "two_factor_rescue_form": Rescue,
    "mf_recovery_form": RecoveryCode,
}

MESSAGES = {
    "GENERIC_AUTHN_FAILED": "The address or the password is not right.",
    "EMAIL_NOT_PROVIDED": "Give your email address.",
    "INVALID_EMAIL_ADDRESS": "Give an email address in the form name@example.org.",
    "PASSWORD_NOT_PROVIDED": "Give the password.",
    "PASSWORD_INVALID_LENGTH": "A password has at least %(length)s characters.",
    "PASSWORD_IS_THE_SAME": "The new password is the one you have.",
    "RETYPE_PASSWORD_MISMATCH": "The two new passwords are not the same.",
    "INVALID_PASSWORD": "The password is not right.",
    "PASSWORD_RESET_REQUEST": ("If %(email)s has an account here, a link for a new password is on its way to it."),
    "PASSWORD_RESET_EXPIRED": "That link has run out. Ask for another.",
    "INVALID_RESET_PASSWORD_TOKEN": "That link has been used or is not whole. Ask for another.",
    "PASSWORD_RESET_NO_LOGIN": "Your new password is set. Sign in with it.",
    "PASSWORD_CHANGE": "Your password is changed, and every other session of yours has ended.",
    "TWO_FACTOR_INVALID_TOKEN": "The code is not right, or was used before. Enter the one your app shows now.",
    "TWO_FACTOR_LOGIN_SUCCESSFUL": "You are signed in.",
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": "Your second factor is set up. Make recovery codes next.",
    "TWO_FACTOR_PERMISSION_DENIED": "Sign in with your address and password first.",
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": "Choose one of the answers offered.",
    "TWO_FACTOR_DISABLED": "The second factor is off.",
    "TWO_FACTOR_SETUP_EXPIRED": "That took too long. Start again.",
    "INVALID_RECOVERY_CODE": "The recovery code is not right, or was used before.",
    "NO_RECOVERY_CODES_SETUP": "There are no recovery codes yet.",
    "REAUTHENTICATION_REQUIRED": "Give your password once more to go on.",
    "REAUTHENTICATION_SUCCESSFUL": "Thank you.",
    "UNAUTHENTICATED": "Sign in to see this page.",
    "ANONYMOUS_USER_REQUIRED": "You are signed in already.",
    "API_ERROR": "This could not be understood.",
}
