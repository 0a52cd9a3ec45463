"""Entry point for gunicorn and for `flask --app wsgi`."""

import os
import sys

from app.config import Config, WrongSetting
from app.councils.domain import WrongCouncilFile
from app.factory import create_app

try:
    application = create_app(Config.from_environment(os.environ))
except (WrongSetting, WrongCouncilFile) as wrong:
    sys.exit(f"careway cannot start: {wrong}")
