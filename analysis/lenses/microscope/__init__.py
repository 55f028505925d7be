"""The microscope: what measures state, and whether the problem came back after them."""
