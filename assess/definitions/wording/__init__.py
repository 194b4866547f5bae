"""How texts are worded: remarks for authors."""
