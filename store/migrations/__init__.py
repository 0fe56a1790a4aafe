"""How did the state's tables come to be as they are? A step per version of the data folder."""
