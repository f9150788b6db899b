"""What words and names mean: one file a concept."""
