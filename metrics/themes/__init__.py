"""Which metrics are declared, one file for each theme?"""
