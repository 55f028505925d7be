"""Page one: is what the registers say new, and do the measures hold?"""
