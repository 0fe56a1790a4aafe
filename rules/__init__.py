"""What do the documents ask?"""
