"""``python -m steelyard``: the command line."""

import sys

from steelyard.cli import main

if __name__ == "__main__":
    sys.exit(main())
