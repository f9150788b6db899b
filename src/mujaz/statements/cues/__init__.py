"""The rules that find statements."""
