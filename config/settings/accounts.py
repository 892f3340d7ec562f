"""Sign-in: e-mail and password, a second factor for everybody, no public sign-up."""

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["khuyencong.accounts.backends.LockingBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60

ACCOUNT_ADAPTER = "khuyencong.web.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "khuyencong.web.accounts.forms.SignInForm",
    "reauthenticate": "khuyencong.web.accounts.forms.PasswordAgainForm",
    "change_password": "khuyencong.web.accounts.forms.NewPasswordForm",
    "reset_password": "khuyencong.web.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "khuyencong.web.accounts.forms.ResetPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_RATE_LIMITS = {
    # One office is one address: wide enough for a hundred people at eight o'clock. Guessing one person's password is
    # stopped in the database, whatever the number of addresses and processes.
    "login": "300/m/ip",
    "login_failed": "100/m/ip",
    "reauthenticate": "20/m/user",
}

MFA_ADAPTER = "khuyencong.web.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "khuyencong.web.accounts.forms.CodeForm",
    "reauthenticate": "khuyencong.web.accounts.forms.CodeAgainForm",
    "activate_totp": "khuyencong.web.accounts.forms.EnrolForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Khuyến Công"
MFA_TOTP_TOLERANCE = 1

WRONG_TRIES_BEFORE_LOCK = 5
LOCK_MINUTES = 15
INVITATION_DAYS = 7

SESSION_IDLE_SECONDS = 15 * 60
"""After that long without a request a person signs in again; what they were writing is kept as a draft elsewhere."""
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

DEMO = False
"""Whether the people here are invented, so that a command may print their codes."""
