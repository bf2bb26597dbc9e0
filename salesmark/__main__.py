"""Lets `python -m salesmark` do what the command `salesmark` does."""

import sys

from salesmark.cli import main

sys.exit(main())
