"""An attack on Mujaz, larger than the suite can hold: `python -m tests.attack` (about 30 minutes of one processor).

Groups: growth, fuzz, files, names, addresses, servers, mail, hub, kills, together, stores, disks, streams, clocks, models,
injection. `python -m tests.attack files kills` does only these. What failed is printed, and a table at the end.
"""
