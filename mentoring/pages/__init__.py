"""Pages that look across the apps; they hold no rule of their own."""
