"""What customers are asked, and what their answers come to."""
