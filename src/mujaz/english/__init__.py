"""English by rule, written and read."""
