"""How fast is it, beside a stated baseline?"""
