"""`python -m mujaz` is the same as `mujaz`. Nothing is imported before Ctrl-C is quiet."""

import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)


def main() -> None:
    """Load the command line and run it; while it loads, Ctrl-C ends the program without a trace."""
    from mujaz.cli import main as run

    signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


if __name__ == "__main__":
    main()
