"""Briefings: composed from an event's statements, fitted to one page, rendered in five formats."""
