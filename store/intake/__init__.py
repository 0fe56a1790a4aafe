"""How does a submitted file become a batch? Safe to open, well formed, sound against the rest."""
