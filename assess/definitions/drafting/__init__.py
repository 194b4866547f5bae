"""What an author starts from, and how a draft is shown."""
