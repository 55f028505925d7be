"""Where a sheet's header stands, what its rows are, and what is written around them."""
