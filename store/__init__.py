"""The headless part of paperdeck: papers, marks, queries, formats."""
