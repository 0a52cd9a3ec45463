"""Entry point for gunicorn and for `flask --app wsgi`."""

import gc
import os
import sys

from app.config import Config, WrongSetting
from app.kernel.toml_lines import WrongContent

gc.disable()  # nearly all that is made now stays for good: to look for the rest took an eighth of the start
try:
    from app.factory import create_app  # reads the content files

    application = create_app(Config.from_environment(os.environ))
except (WrongSetting, WrongContent) as wrong:
    sys.exit(f"careway cannot start: {wrong}")
gc.freeze()  # nor does anybody look through it later, so that workers share these pages with the process they came from
gc.enable()
