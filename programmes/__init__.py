"""The frame: duration, mission, goals, cadence, enrolment, mentor training."""
