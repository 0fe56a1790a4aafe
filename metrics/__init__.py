"""What do the facts say?"""
