"""`python -m uphold`, and the program `uphold`."""

import sys

from uphold.command.frame import run_program


def main() -> None:
    sys.exit(run_program(sys.argv[1:]))


if __name__ == "__main__":
    main()
