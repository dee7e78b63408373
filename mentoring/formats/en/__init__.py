"""English as read in Belgium: British words, the 24-hour clock."""
