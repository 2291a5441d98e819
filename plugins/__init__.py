"""The extras: features of the same shape as the core's, switched on and off in config.toml."""
