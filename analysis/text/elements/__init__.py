"""What a measure names: owner, quantity, time, standard and more; what an entry reports."""
