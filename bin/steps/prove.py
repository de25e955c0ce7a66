"""`bin/prove`: what takes too long for `bin/test`: every property on a hundred times as many cases, and new ones.

Arguments go to pytest; PROVE_FACTOR says how many times as many cases as `bin/test` tries.
"""

import os
import sys

from environment import DEVELOP, ROOT, ready_environment

python = ready_environment(lists=DEVELOP)
os.chdir(ROOT)
words = (
    str(python),
    "-m",
    "pytest",
    "-p",
    "tests.proving",
    *(sys.argv[1:] or ["tests/policy", "tests/load", "tests/credits", "tests/money"]),
)
os.execv(python, words)  # noqa: S606 - no shell wanted
