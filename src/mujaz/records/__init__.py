"""Every noun that passes between stages, and its JSON."""
