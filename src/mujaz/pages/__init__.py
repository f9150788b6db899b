"""Any record into a file."""
