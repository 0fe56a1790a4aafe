"""What follows, and who signs?"""
