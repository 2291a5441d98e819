"""A local stand-in of the Telegram Bot API server, for demonstrations, tests and benchmarks."""
