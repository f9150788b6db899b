"""The tiny trained model, for every test of this folder that needs one."""

from tests.support.tiny_marian import tiny

__all__ = ["tiny"]
