"""`python -m mujaz` is the same as `mujaz`."""

from mujaz.cli import main

main()
