"""Entry point for gunicorn and for `flask --app wsgi`."""

import os
import sys

from app.config import Config, WrongSetting
from app.kernel.toml_lines import WrongContent

try:
    from app.factory import create_app  # reads the content files

    application = create_app(Config.from_environment(os.environ))
except (WrongSetting, WrongContent) as wrong:
    sys.exit(f"careway cannot start: {wrong}")
