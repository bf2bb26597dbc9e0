"""What a company is: its market, what is true of it, and what people in it decide."""
