"""Log-in with an organisation's own account (OpenID Connect): the provider, its tokens, whose."""
