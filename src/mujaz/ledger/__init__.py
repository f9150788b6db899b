"""Commitments across events and weeks."""
