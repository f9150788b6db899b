"""The digest by e-mail: the message, its queue, the wire."""
