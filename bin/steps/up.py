"""`bin/up`: makes the environment if need be, then `uphold up --demo` with whatever else was asked."""

import os
import sys

from environment import RUN, ready_environment

python = ready_environment(lists=RUN)
os.execv(python, [str(python), "-P", "-m", "uphold", "up", "--demo", *sys.argv[1:]])  # noqa: S606 - no shell wanted
