"""`python -m mujaz` is the same as `mujaz`. Nothing is imported before Ctrl-C is quiet."""

import _signal  # type: ignore[import-not-found]  # signal itself takes a while to load

_signal.signal(_signal.SIGINT, _signal.SIG_DFL)


def main() -> None:
    """Load the command line and run it; while it loads, Ctrl-C ends the program without a trace."""
    from mujaz.cli import main as run

    _signal.signal(_signal.SIGINT, _signal.default_int_handler)
    run()


if __name__ == "__main__":
    main()
