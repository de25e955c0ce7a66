"""What people attach: bytes by digest in the data folder, and a row for each time that somebody brought them."""
