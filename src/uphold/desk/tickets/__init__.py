"""The ticket: what was said and done, what is promised, and every act with its clause."""
