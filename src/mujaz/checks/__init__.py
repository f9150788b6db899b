"""Does the English say what the Arabic says."""
