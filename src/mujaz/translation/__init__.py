"""Faithful translation: segments, engines, memory, glossary and checks around a MarianMT model."""
