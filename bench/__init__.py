"""What proves the budgets: costs beside a floor measured in the same run."""
