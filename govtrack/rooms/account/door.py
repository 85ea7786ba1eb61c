"""The account room's door."""

from flask import Blueprint

room = Blueprint("account", __name__, url_prefix="/account")
