"""`python -m khuyencong` is the command `khuyencong`."""

import sys

from khuyencong.cli.main import main

sys.exit(main())
