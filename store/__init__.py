"""What is known, since when, from whom?"""
