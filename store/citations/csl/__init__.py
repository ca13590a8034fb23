"""Citations in the styles of CSL, the citation style language (citationstyles.org)."""
