"""Millions of articles on Ray: the plain pipeline over batches that no event crosses. See docs/scale.md."""
