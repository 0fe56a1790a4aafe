"""What would a whole province of synthetic markets submit?"""
