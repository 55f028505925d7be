"""Which problems did this unit find, which come back, and what does it owe?"""
