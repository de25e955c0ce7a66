"""`bin/vectors FILE...`: makes the environment if need be, then compares calendar facts with our calendar."""

import os
import sys

from environment import RUN, ready_environment

python = ready_environment(lists=RUN)
words = (str(python), "-P", "-m", "uphold.command.vectors", *sys.argv[1:])
os.execv(python, words)  # noqa: S606 - no shell wanted
