"""Sums, deadlines and documents."""
