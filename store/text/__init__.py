"""Text of papers: names, folding, safe display."""
