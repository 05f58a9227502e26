#!/usr/bin/env python
"""On Record's command line: `./manage.py help` lists the commands."""

import sys

from tracker.commandline import main

if __name__ == "__main__":
    sys.exit(main(sys.argv))
