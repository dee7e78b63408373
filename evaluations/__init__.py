"""What people thought of it: check-ins and closing questionnaires."""
