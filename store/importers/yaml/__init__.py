"""YAML: CSL items as pandoc writes them, papis' documents, cobib's database."""
