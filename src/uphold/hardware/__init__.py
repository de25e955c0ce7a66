"""Hardware: what is found of units that are said to be defective, and how they are returned."""
