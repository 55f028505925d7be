"""Normal forms of a text: what is left when dates, numbers and names are masked."""
