"""Who works here, who reports to whom, in which language."""
