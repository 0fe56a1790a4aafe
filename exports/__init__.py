"""What is taken to the meeting?"""
