"""Who acts, who speaks, who is addressed."""
