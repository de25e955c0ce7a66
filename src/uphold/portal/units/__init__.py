"""The customer's equipment and services."""
