"""What a measure names: owner, quantity, time, frequency, standard, verification and more."""
