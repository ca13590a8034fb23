"""Looking after a library: what is wrong in it, mending it, and putting marks back."""
