"""What must be decided, verified or asked for this week?"""
