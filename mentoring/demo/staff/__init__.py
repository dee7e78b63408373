"""Who works at the invented company, and what its file for hr says of them."""

from mentoring.demo.staff.hiring import everybody
from mentoring.demo.staff.workers import Worker

__all__ = ["Worker", "everybody"]
