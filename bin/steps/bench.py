"""`bin/bench`: makes the environment if need be, then measures and prints each figure beside its budget."""

import os
import sys

from environment import RUN, ready_environment

python = ready_environment(lists=RUN)
words = (str(python), "-P", "-m", "uphold.command.bench", *sys.argv[1:])
os.execv(python, words)  # noqa: S606 - no shell wanted
