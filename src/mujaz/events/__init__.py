"""Events: what articles speak of together – its name, kind, place and dates, found in the Arabic."""
