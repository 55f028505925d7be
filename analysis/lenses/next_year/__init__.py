"""Next year's focus 来年重点: what should next year's plan take up, in which order, and how?"""
