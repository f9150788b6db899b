"""Collecting: from feeds and folders into the store."""
