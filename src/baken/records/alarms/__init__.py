"""Alarms on the course of a plan, what people did with them, and what was noted as done."""
