"""``python -m baken`` is the command ``baken``."""

import sys

from baken.site.command_line import main

sys.exit(main())
