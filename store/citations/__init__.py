"""Citations and addresses of papers, as text to paste somewhere else."""
