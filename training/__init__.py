"""How the embedded model is made: from parallel TSVs to the weights that ship with the package."""
