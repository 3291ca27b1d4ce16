"""The administrator's desk: people and roles of the own municipality."""
