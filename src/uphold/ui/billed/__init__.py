"""What is billed, in words and chips that desk and portal share."""
