"""Which pages are there, one file each?"""
