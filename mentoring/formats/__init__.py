"""How dates, times and numbers are written in Belgium; Django knows no nl-BE.

In lists a time is short: `{{ moment|date:"H:i" }}`. Everywhere else the formats here.
"""
