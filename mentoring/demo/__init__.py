"""The demo company: invented people who do, by our own operations, what users do."""
