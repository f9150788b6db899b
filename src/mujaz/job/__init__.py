"""What an unattended run needs: clock, lock, log, weeks, settings."""
