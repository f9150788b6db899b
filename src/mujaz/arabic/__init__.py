"""What Arabic text needs before any rule reads it: one spelling, sentences, numbers, dates, names."""
