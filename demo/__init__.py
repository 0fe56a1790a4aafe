"""What would a province look like? Official-format files of a synthetic one, facts planted."""
