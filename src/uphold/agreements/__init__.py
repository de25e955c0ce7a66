"""What was agreed: versions of documents, contracts, and the decisions that were made."""
