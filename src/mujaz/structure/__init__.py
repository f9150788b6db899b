"""How the text of an article is divided: datelines, outlets, sentences."""
