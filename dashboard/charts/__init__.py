"""How is it drawn? Plotly figures as pure functions of frames; no page state here."""
