"""The site as a browser test starts it: in a process of its own, with files of its own."""

import os
from pathlib import Path

from config.settings.test import *  # noqa: F403

MEDIA_ROOT = Path(os.environ["SITE_FILES"])
