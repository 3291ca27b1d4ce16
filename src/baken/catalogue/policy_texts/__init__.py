"""The policy texts that plans and indicators were read from."""

from baken.catalogue.policy_texts.entries import POLICY_TEXTS, PolicyText, policy_text

__all__ = ["POLICY_TEXTS", "PolicyText", "policy_text"]
