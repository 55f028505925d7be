"""The plane mirror: which issues did a unit find, and which did it only date anew?"""
